package dev.fleetaccess.local.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.local.sim.Worlds;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.release.SampleReleases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A boundary that the manifest gives to spokes, in the simulated organization. */
@ExtendWith(PartsExtension.class)
class SpokeBoundaryTest {
  private final Parts parts;
  private final AccountId account;
  private final String edge;
  private final LiveSpoke spoke;

  SpokeBoundaryTest(Parts parts) {
    this.parts = parts;
    this.account = parts.account();
    this.edge = "arn:aws:iam::" + account + ":policy/Edge";
    Map<String, String> files = SampleReleases.templates();
    files.merge(
        "fleet.yaml",
        "",
        (text, none) -> text.replace("parameters: {}", "parameters: {PermissionsBoundary: Edge}"));
    this.spoke =
        new LiveSpoke(parts, account, SampleReleases.release(SampleReleases.commit('a'), files));
  }

  @Test
  void itBoundsWhatTheSpokeMayDo() {
    policy("iam:GetAccountSummary");

    assertThat(spoke.driven(Optional.empty())).isInstanceOf(Outcome.Converged.class);

    assertThat(boundary()).contains(edge);
    assertThat(may("iam:GetAccountSummary")).isTrue();
    assertThat(may("iam:ListRoles"))
        .as("the spoke's own policy has it, the boundary not")
        .isFalse();
  }

  @Test
  void oneThatLeavesTheProofsReadOutLetsNothingBeProven() {
    policy("ec2:DescribeInstances");

    spoke.driven(Optional.empty());

    assertThat(may("iam:GetAccountSummary")).isFalse();
  }

  @Test
  void whoTakesItOffOrSetsAnotherFindsItPutBack() {
    policy("iam:GetAccountSummary");
    Applied applied = LiveSpoke.applied(spoke.driven(Optional.empty()));
    for (Optional<String> byHand :
        List.of(Optional.<String>empty(), Optional.of("arn:aws:iam::aws:policy/ReadOnlyAccess"))) {
      spoke.iam(
          iam -> {
            iam.bound(LiveSpoke.ROLE, byHand);
            return true;
          });

      Outcome mended = spoke.driven(Optional.of(applied));

      assertThat(mended).isInstanceOf(Outcome.Converged.class);
      assertThat(boundary()).as("after %s", byHand).contains(edge);
      applied = LiveSpoke.applied(mended);
    }
  }

  @Test
  void anAccountWithoutThePolicyFailsWithTheCauseThatNamesIt() {
    Outcome outcome = spoke.driven(Optional.empty());

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).failure().message()).contains(edge);
  }

  private void policy(String action) {
    spoke.iam(iam -> iam.policies().create("Edge", "/", "", Worlds.allowing(action)));
  }

  private Optional<String> boundary() {
    return spoke.iam(iam -> iam.role(LiveSpoke.ROLE).spec().boundary());
  }

  private boolean may(String action) {
    var session =
        parts
            .world()
            .issue(
                "arn:aws:iam::" + account + ":role/security/" + LiveSpoke.ROLE,
                "look",
                Duration.ofHours(1));
    return parts.world().authorize(session, action, "*", RequestContext.empty()).allowed();
  }
}
