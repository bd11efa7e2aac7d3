package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.RoleStack;
import java.util.Optional;
import java.util.Set;

/** The whole policy on a stack: what is wanted and what was found give one action. Pure. */
public final class Decider {
  /**
   * What neither a write nor a repair of ours leaves: our updates roll back, and we import none.
   */
  private static final Set<String> SOMEBODY_ELSES =
      Set.of("UPDATE_FAILED", "IMPORT_ROLLBACK_FAILED");

  private Decider() {}

  /**
   * Decides on one step.
   *
   * @param desired what the account should have
   * @param found what stands there
   * @param attempt what has been tried; a token means that what is found comes after our own
   *     writing
   * @param recorded how the stack stood when it was last right, as the ledger knows
   */
  public static StackAction decide(
      RoleStack desired, StackState found, Attempt attempt, Optional<Applied> recorded) {
    boolean ours = attempt.token().isPresent();
    return switch (found) {
      case StackState.Absent() ->
          ours
              ? new StackAction.GiveUp(
                  Failure.Kind.CONFLICT, "the stack was removed by somebody after it was written")
              : new StackAction.Create();
      case StackState.Busy busy -> new StackAction.Wait();
      case StackState.Settled settled -> settled(desired, settled, ours, recorded);
      case StackState.Broken broken -> broken(broken, attempt);
    };
  }

  private static StackAction settled(
      RoleStack desired, StackState.Settled found, boolean ours, Optional<Applied> recorded) {
    boolean carriesOurDigest = found.applied().equals(Optional.of(desired.digest()));
    if (ours && !found.imported()) {
      if (found.rolledBack()) {
        return new StackAction.GiveUp(
            Failure.Kind.ROLLED_BACK, "the update was rolled back (" + found.status() + ")");
      }
      return carriesOurDigest
          ? new StackAction.Nothing()
          : new StackAction.GiveUp(
              Failure.Kind.CONFLICT, "somebody else changed the stack after it was written");
    }
    // A digest on the tags alone proves nothing: who updates a stack or imports into it keeps them.
    boolean asRecorded =
        recorded
            .filter(known -> known.digest().equals(desired.digest()))
            .filter(known -> known.stackId().equals(found.stackId()))
            .filter(known -> known.changed().equals(found.changed()))
            .isPresent();
    return carriesOurDigest && asRecorded ? new StackAction.Nothing() : new StackAction.Update();
  }

  /**
   * Nothing that ever lived is deleted. What can be mended is mended once, and once more without
   * what that mending stuck at; what is found broken after our own write has failed.
   */
  private static StackAction broken(StackState.Broken found, Attempt attempt) {
    if (attempt.token().isPresent()) {
      return new StackAction.GiveUp(
          Failure.Kind.ROLLED_BACK, "CloudFormation could not do it (" + found.status() + ")");
    }
    boolean first = attempt.repairs() == 0;
    boolean second = attempt.repairs() == 1;
    if (found.neverCreated() && first) {
      return new StackAction.DeleteFirst(false);
    }
    return switch (found.status()) {
      case "DELETE_FAILED" ->
          attempt.is(Course.Kind.DELETING) && second && found.neverCreated()
              ? new StackAction.DeleteFirst(true)
              : stuck(found, attempt);
      case "UPDATE_ROLLBACK_FAILED" ->
          first || (attempt.is(Course.Kind.CONTINUING) && second)
              ? new StackAction.ContinueRollback(!first)
              : stuck(found, attempt);
      default -> stuck(found, attempt);
    };
  }

  private static String advice(StackState.Broken found) {
    boolean ours = found.neverCreated() && found.status().equals("DELETE_FAILED");
    return ours ? Advice.ON_OUR_DELETION : Advice.on(found.status());
  }

  private static StackAction stuck(StackState.Broken found, Attempt attempt) {
    boolean lived = found.status().equals("DELETE_FAILED") && !found.neverCreated();
    return attempt.repairs() == 0 || lived || SOMEBODY_ELSES.contains(found.status())
        ? new StackAction.Refuse(Advice.on(found.status()))
        : new StackAction.GiveUp(
            Failure.Kind.ROLLED_BACK,
            "still " + found.status() + " after a repair: " + advice(found));
  }
}
