package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.RoleStack;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks at one stack in one account, names its state, decides, and takes one step. */
public final class Reconciler {
  private final Stacks stacks;
  private final Patience patience;

  public Reconciler(Stacks stacks, Patience patience) {
    this.stacks = Objects.requireNonNull(stacks);
    this.patience = Objects.requireNonNull(patience);
  }

  /**
   * One visit. A call that fails throws {@link RemoteFailure}; nothing is lost by it, since the
   * next visit looks anew.
   *
   * @param session the account, entered
   * @param desired what it should have
   * @param attempt what has been tried
   * @param recorded how the stack stood when it was last right
   * @param mode the rollout, and whether it may write
   */
  public Outcome visit(
      Session session, RoleStack desired, Attempt attempt, Optional<Applied> recorded, Mode mode) {
    StackState found = stacks.observe(session, desired);
    StackAction action = Decider.decide(desired, found, attempt, recorded);
    return mode.dryRun()
        ? preview(action, found)
        : act(session, desired, attempt, mode, found, action);
  }

  private Outcome act(
      Session session,
      RoleStack desired,
      Attempt attempt,
      Mode mode,
      StackState found,
      StackAction action) {
    String token = token(mode.rollout(), found, desired, attempt.repairs());
    return switch (action) {
      case StackAction.Nothing() -> converged(found);
      case StackAction.Wait() ->
          patience
              .whileBusy(attempt.visit())
              .<Outcome>map(after -> new Outcome.Again(after, status(found), attempt.next()))
              .orElseGet(
                  () -> failed(Failure.Kind.CONFLICT, "StackBusy", "still " + status(found)));
      case StackAction.Create() -> {
        stacks.create(session, desired, token);
        yield new Outcome.Again(patience.afterWrite(), "creation begun", attempt.wrote(token));
      }
      case StackAction.Update() -> {
        if (stacks.update(session, desired, token)) {
          yield new Outcome.Again(patience.afterWrite(), "update begun", attempt.wrote(token));
        }
        yield converged(found);
      }
      case StackAction.DeleteFirst(boolean leavingStuck) -> {
        Set<String> left = leavingStuck ? stuckAt(session, desired, found) : Set.of();
        stacks.delete(session, desired, stackId(found), token, left);
        yield new Outcome.Again(
            patience.afterWrite(),
            "deletion of what never lived begun" + (left.isEmpty() ? "" : ", leaving " + left),
            attempt.repaired(Course.Kind.DELETING));
      }
      case StackAction.ContinueRollback(boolean skippingStuck) -> {
        Set<String> skipped = skippingStuck ? stuckAt(session, desired, found) : Set.of();
        stacks.continueRollback(session, desired, stackId(found), token, skipped);
        yield new Outcome.Again(
            patience.afterWrite(),
            "stuck rollback continued" + (skipped.isEmpty() ? "" : " without " + skipped),
            attempt.repaired(Course.Kind.CONTINUING));
      }
      case StackAction.Refuse(String reason) -> new Outcome.Refused(reason);
      case StackAction.GiveUp(Failure.Kind kind, String reason) ->
          givenUp(session, desired, attempt, found, kind, reason);
    };
  }

  private Outcome givenUp(
      Session session,
      RoleStack desired,
      Attempt attempt,
      StackState found,
      Failure.Kind kind,
      String reason) {
    Optional<Cause> cause =
        found instanceof StackState.Absent || attempt.token().isEmpty()
            ? Optional.empty()
            : stacks.firstCause(session, desired, stackId(found), attempt.token().get());
    return failed(kind, status(found), cause.map(first -> first + " — " + reason).orElse(reason));
  }

  private Set<String> stuckAt(Session session, RoleStack desired, StackState found) {
    return new TreeSet<>(stacks.stuckAt(session, desired, stackId(found)));
  }

  private static Outcome preview(StackAction action, StackState found) {
    return new Outcome.Previewed(
        switch (action) {
          case StackAction.Nothing() -> "nothing";
          case StackAction.Wait() -> "wait: " + status(found);
          case StackAction.Create() -> "create";
          case StackAction.Update() -> "update";
          case StackAction.DeleteFirst(boolean leavingStuck) ->
              "delete what never lived, then create";
          case StackAction.ContinueRollback(boolean skippingStuck) ->
              "continue the stuck rollback, then update";
          case StackAction.Refuse(String reason) -> "refuse: " + reason;
          case StackAction.GiveUp(Failure.Kind kind, String reason) -> "fail: " + reason;
        });
  }

  private static Outcome converged(StackState found) {
    if (found instanceof StackState.Settled settled) {
      return new Outcome.Converged(settled);
    }
    throw new IllegalStateException("only a settled stack can be right, not " + found);
  }

  private static Outcome failed(Failure.Kind kind, String code, String message) {
    return new Outcome.Failed(new Failure(kind, code, message));
  }

  private static String stackId(StackState found) {
    return switch (found) {
      case StackState.Absent() -> "";
      case StackState.Settled settled -> settled.stackId();
      case StackState.Busy busy -> busy.stackId();
      case StackState.Broken broken -> broken.stackId();
    };
  }

  private static String status(StackState found) {
    return switch (found) {
      case StackState.Absent() -> "ABSENT";
      case StackState.Settled settled -> settled.status();
      case StackState.Busy busy -> busy.status();
      case StackState.Broken broken -> broken.status();
    };
  }

  /**
   * The client request token: the same for the same write on the same stack, another one after a
   * delete and re-create in one rollout.
   */
  private static String token(String rollout, StackState found, RoleStack desired, int repairs) {
    String changed = found instanceof StackState.Settled s ? s.changed().toString() : status(found);
    String text =
        String.join("|", rollout, stackId(found), changed, desired.digest().value(), "" + repairs);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "fleetaccess-" + HexFormat.of().formatHex(hash, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * How a visit may act.
   *
   * @param rollout the rollout it belongs to
   * @param dryRun whether nothing may be written
   */
  public record Mode(String rollout, boolean dryRun) {
    public Mode {
      Objects.requireNonNull(rollout);
    }
  }
}
