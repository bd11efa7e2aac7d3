package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.CloudFormationChangeSets;
import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.aws.IamRoles;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.reconcile.Patience;
import dev.fleetaccess.reconcile.Reconciler;
import dev.fleetaccess.reconcile.Wanted;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SessionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/** The spoke's stack of one account, brought by our own reconciler over the wire. */
record LiveSpoke(Parts parts, AccountId account, Release release) {
  static final String STACK = "FleetAccess-Spoke";
  static final String ROLE = "spoke-001";
  private static final int MOST_VISITS = 20;

  /** Visits until it ends, comparing the live role where something was recorded before. */
  Outcome driven(Optional<Applied> recorded) {
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
                new SessionTerms(
                    "FleetAccess-" + account, SessionPolicy.of(account, List.of(release))));
    var mode =
        new Reconciler.Mode(
            "release-live",
            false,
            new Wanted(release, STACK, account, Traits.NONE, recorded.isPresent()));
    var desired = release.stack(STACK, account);
    Outcome outcome = reconciler.visit(session, desired, Attempt.FIRST, recorded, mode);
    for (int visit = 0; visit < MOST_VISITS && outcome instanceof Outcome.Again again; visit++) {
      parts.settle();
      outcome = reconciler.visit(session, desired, again.next(), recorded, mode);
    }
    return outcome;
  }

  /** What the ledger would record of a spoke that is right. */
  static Applied applied(Outcome outcome) {
    var stack = ((Outcome.Converged) outcome).stack();
    return new Applied(stack.applied().orElseThrow(), stack.stackId(), stack.changed());
  }

  /** Somebody looks at the account's roles, or changes them. */
  <T> T iam(Function<AccountIam, T> does) {
    return parts.world().locked(() -> does.apply(parts.world().iam().account(account.value())));
  }
}
