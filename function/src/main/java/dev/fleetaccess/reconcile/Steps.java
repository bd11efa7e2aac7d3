package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.release.RoleStack;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What steps on a stack have in common. Pure. */
final class Steps {
  private Steps() {}

  /** The end of a visit to a stack that is right. */
  static Outcome converged(StackState found, boolean compared) {
    if (found instanceof StackState.Settled settled) {
      return new Outcome.Converged(settled, compared);
    }
    throw new IllegalStateException("only a settled stack can be right, not " + found);
  }

  /** The end of an item that failed. */
  static Outcome failed(Failure.Kind kind, String code, String message) {
    return new Outcome.Failed(new Failure(kind, code, message));
  }

  /** It failed after our own write, with the first cause of that. */
  static Outcome rolledBack(
      Stacks stacks,
      Session session,
      RoleStack desired,
      Attempt attempt,
      StackState found,
      String what) {
    String reason = what + " (" + status(found) + ")";
    String words =
        attempt
            .operation()
            .flatMap(token -> stacks.firstCause(session, desired, stackId(found), token))
            .map(first -> first + " — " + reason)
            .orElse(reason);
    return failed(Failure.Kind.ROLLED_BACK, status(found), words);
  }

  /** Comes back to a stack that somebody works on, or gives up when it takes too long. */
  static Outcome wait(Patience patience, StackState found, Attempt attempt) {
    return patience
        .whileBusy(attempt.looks())
        .<Outcome>map(after -> new Outcome.Again(after, status(found), attempt.looked()))
        .orElseGet(() -> failed(Failure.Kind.CONFLICT, "StackBusy", "still " + status(found)));
  }

  /** Comes back to a change set that is being made, or gives up when it takes too long. */
  static Outcome making(Patience patience, Attempt attempt) {
    return patience
        .whileBusy(attempt.looks())
        .<Outcome>map(
            after -> new Outcome.Again(after, "a change set is being made", attempt.looked()))
        .orElseGet(
            () -> failed(Failure.Kind.CONFLICT, "ChangeSetBusy", "the change set is never made"));
  }

  /**
   * A change set could not be made: what may pass is tried with another one.
   *
   * @param name the change set's
   */
  static Outcome refused(Attempt attempt, String name, ChangeSets.State.Refused refused) {
    String found = attempt.course().found();
    String words = refused.reason() + (found.isEmpty() ? "" : " — " + found);
    return new Outcome.Hindered(
        new Failure(refused.kind(), ChangeSets.State.Refused.CODE, words),
        attempt.with(attempt.course().after(name)).withoutToken());
  }

  static String stackId(StackState found) {
    return switch (found) {
      case StackState.Absent() -> "";
      case StackState.Settled settled -> settled.stackId();
      case StackState.Busy busy -> busy.stackId();
      case StackState.Broken broken -> broken.stackId();
    };
  }

  static String status(StackState found) {
    return switch (found) {
      case StackState.Absent() -> "ABSENT";
      case StackState.Settled settled -> settled.status();
      case StackState.Busy busy -> busy.status();
      case StackState.Broken broken -> broken.status();
    };
  }

  /**
   * The client request token: the same for the same write on the same stack, another one after a
   * delete and re-create in one rollout, and after the rollout was resumed. CloudFormation takes no
   * token twice.
   */
  static String token(String rollout, StackState found, RoleStack desired, Attempt attempt) {
    String changed = found instanceof StackState.Settled s ? s.changed().toString() : status(found);
    return hash(
        String.join(
            "|",
            rollout,
            stackId(found),
            changed,
            desired.digest().value(),
            "" + attempt.repairs(),
            "" + attempt.start()));
  }

  /**
   * The name of a change set, which is the token of its operation too. One that could not be made
   * stands in the way of another of its name, so the next is named after it. Where only the answer
   * was lost, the next visit asks for the same one again, and finds it.
   */
  static String changeSet(String rollout, RoleStack desired, Attempt attempt) {
    return hash(
        String.join(
            "|",
            rollout,
            desired.name(),
            desired.digest().value(),
            "" + attempt.repairs(),
            "" + attempt.start(),
            attempt.course().repair().orElse(""),
            attempt.course().kind().name()));
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Stacks.TOKEN_PREFIX + HexFormat.of().formatHex(hash, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
