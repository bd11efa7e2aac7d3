package dev.fleetaccess.local.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.aws.CloudFormationChangeSets;
import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.aws.IamRoles;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.local.sim.Worlds;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.reconcile.Patience;
import dev.fleetaccess.reconcile.Reconciler;
import dev.fleetaccess.reconcile.Wanted;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import dev.fleetaccess.release.SessionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A boundary that the manifest gives to spokes, in the simulated organization. */
@ExtendWith(PartsExtension.class)
class SpokeBoundaryTest {
  private static final String STACK = "FleetAccess-Spoke";
  private static final String ROLE = "spoke-001";

  private final Parts parts;
  private final AccountId account;
  private final String edge;
  private final Release release;

  SpokeBoundaryTest(Parts parts) {
    this.parts = parts;
    this.account = parts.account();
    this.edge = "arn:aws:iam::" + account + ":policy/Edge";
    Map<String, String> files = SampleReleases.templates();
    files.merge(
        "fleet.yaml",
        "",
        (text, none) -> text.replace("parameters: {}", "parameters: {PermissionsBoundary: Edge}"));
    this.release = SampleReleases.release(SampleReleases.commit('a'), files);
  }

  @Test
  void itBoundsWhatTheSpokeMayDo() {
    policy("iam:GetAccountSummary");

    assertThat(driven(Optional.empty())).isInstanceOf(Outcome.Converged.class);

    assertThat(boundary()).contains(edge);
    assertThat(may("iam:GetAccountSummary")).isTrue();
    assertThat(may("iam:ListRoles"))
        .as("the spoke's own policy has it, the boundary not")
        .isFalse();
  }

  @Test
  void oneThatLeavesTheProofsReadOutLetsNothingBeProven() {
    policy("ec2:DescribeInstances");

    driven(Optional.empty());

    assertThat(may("iam:GetAccountSummary")).isFalse();
  }

  @Test
  void whoTakesItOffOrSetsAnotherFindsItPutBack() {
    policy("iam:GetAccountSummary");
    var made = (Outcome.Converged) driven(Optional.empty());
    Applied applied =
        new Applied(
            made.stack().applied().orElseThrow(), made.stack().stackId(), made.stack().changed());
    for (Optional<String> byHand :
        List.of(Optional.<String>empty(), Optional.of("arn:aws:iam::aws:policy/ReadOnlyAccess"))) {
      iam(
          iam -> {
            iam.bound(ROLE, byHand);
            return true;
          });

      Outcome mended = driven(Optional.of(applied));

      assertThat(mended).isInstanceOf(Outcome.Converged.class);
      assertThat(boundary()).as("after %s", byHand).contains(edge);
      var stack = ((Outcome.Converged) mended).stack();
      applied = new Applied(stack.applied().orElseThrow(), stack.stackId(), stack.changed());
    }
  }

  @Test
  void anAccountWithoutThePolicyFailsWithTheCauseThatNamesIt() {
    Outcome outcome = driven(Optional.empty());

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).failure().message()).contains(edge);
  }

  private void policy(String action) {
    iam(iam -> iam.policies().create("Edge", "/", "", Worlds.allowing(action)));
  }

  private Optional<String> boundary() {
    return iam(iam -> iam.role(ROLE).spec().boundary());
  }

  private boolean may(String action) {
    var session =
        parts
            .world()
            .issue(
                "arn:aws:iam::" + account + ":role/security/" + ROLE, "look", Duration.ofHours(1));
    return parts.world().authorize(session, action, "*", RequestContext.empty()).allowed();
  }

  private <T> T iam(Function<AccountIam, T> does) {
    return parts.world().locked(() -> does.apply(parts.world().iam().account(account.value())));
  }

  /** Visits until it ends, comparing the live role where something was recorded before. */
  private Outcome driven(Optional<Applied> recorded) {
    var reconciler =
        new Reconciler(
            new CloudFormationStacks(parts.clients()),
            new CloudFormationChangeSets(parts.clients()),
            new IamRoles(parts.clients()),
            new Patience(Duration.ofSeconds(30), new SplittableRandom(1)));
    var session =
        new StsAccess(parts.clients(), parts.clock())
            .enter(
                account,
                Parts.ACCESS_ROLE,
                new SessionTerms("bounded", SessionPolicy.of(account, List.of(release))));
    var mode =
        new Reconciler.Mode(
            "release-bounded",
            false,
            new Wanted(release, STACK, account, Traits.NONE, recorded.isPresent()));
    var desired = release.stack(STACK, account);
    Outcome outcome = reconciler.visit(session, desired, Attempt.FIRST, recorded, mode);
    for (int visit = 0; visit < 20 && outcome instanceof Outcome.Again again; visit++) {
      parts.settle();
      outcome = reconciler.visit(session, desired, again.next(), recorded, mode);
    }
    return outcome;
  }
}
