package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.RoleStack;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Looks at one stack in one account, names its state, decides, and takes one step. */
public final class Reconciler {
  private final Stacks stacks;
  private final ChangeSets changeSets;
  private final Roles roles;
  private final Patience patience;
  private final Adoption adoption;
  private final Reversion reversion;
  private final Removal removal;
  private final BiConsumer<StackAction, Outcome> observer;

  public Reconciler(Stacks stacks, ChangeSets changeSets, Roles roles, Patience patience) {
    this(stacks, changeSets, roles, patience, (action, outcome) -> {});
  }

  /**
   * One that is watched.
   *
   * @param observer told of each decision about a stack that is wanted, and of what came of it; not
   *     of one whose calls failed
   */
  public Reconciler(
      Stacks stacks,
      ChangeSets changeSets,
      Roles roles,
      Patience patience,
      BiConsumer<StackAction, Outcome> observer) {
    this.observer = Objects.requireNonNull(observer);
    this.stacks = Objects.requireNonNull(stacks);
    this.changeSets = Objects.requireNonNull(changeSets);
    this.roles = Objects.requireNonNull(roles);
    this.patience = Objects.requireNonNull(patience);
    this.reversion = new Reversion(changeSets, roles, stacks, patience);
    this.removal = new Removal(stacks, patience);
    this.adoption = new Adoption(stacks, changeSets, roles, patience, reversion);
  }

  /** The same, looking oftener, for stacks that everybody waits for. */
  public Reconciler eager() {
    return new Reconciler(stacks, changeSets, roles, patience.eager(), observer);
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
    if (attempt.is(Course.Kind.REVERTING) || attempt.is(Course.Kind.TAKING_OFF)) {
      return putBack(session, desired, attempt, mode);
    }
    StackState found = examined(session, desired, attempt, stacks.observe(session, desired));
    if (attempt.is(Course.Kind.ADOPTING)) {
      return adoption.goOn(session, desired, attempt, mode, found);
    }
    if (attempt.is(Course.Kind.REVERTED) && !wasChangedMeanwhile(found, attempt, recorded)) {
      return reversion.verify(session, desired, attempt, mode, found);
    }
    StackAction action = Decider.decide(desired, found, attempt, recorded);
    Outcome outcome =
        mode.dryRun()
            ? preview(session, action, found, mode)
            : act(session, desired, attempt, recorded, mode, found, action);
    observer.accept(action, outcome);
    return outcome;
  }

  /**
   * The stack itself is looked at only where it stood in the way, as one does that is gone; and
   * before something is taken off a role, which is nobody's business once the stack went.
   */
  private Outcome putBack(Session session, RoleStack desired, Attempt attempt, Mode mode) {
    boolean takesOff = !attempt.course().foreign().isEmpty();
    if (takesOff || attempt.failures(Failure.Kind.CONFLICT) > 0) {
      StackState found = stacks.observe(session, desired);
      if (found instanceof StackState.Absent) {
        return Reversion.removed(attempt);
      }
      if (takesOff && found instanceof StackState.Broken broken) {
        return reversion.failed(session, desired, attempt, broken);
      }
    }
    return attempt.is(Course.Kind.REVERTING) && attempt.token().isPresent()
        ? reversion.carryOut(session, desired, attempt, mode)
        : reversion.begin(session, desired, attempt, mode);
  }

  /**
   * One visit to a stack that is not wanted any more, and is to be deleted.
   *
   * @param stood the stack as it was brought
   * @see #visit
   */
  public Outcome remove(
      Session session, RoleStack stood, Attempt attempt, Optional<Applied> recorded, Mode mode) {
    return removal.visit(session, stood, attempt, recorded, mode);
  }

  /**
   * A deletion that stuck says nothing of whether the stack ever lived; its events do. It is ours
   * where a worker died between the deletion and its message, and need not be where we deleted: a
   * worker may die between a creation and its message, too.
   */
  private StackState examined(
      Session session, RoleStack desired, Attempt attempt, StackState found) {
    return found instanceof StackState.Broken(String id, String status, boolean never)
            && !never
            && status.equals("DELETE_FAILED")
            && attempt.token().isEmpty()
            && !attempt.is(Course.Kind.ADOPTING)
            && stacks.neverLived(session, desired, id)
        ? new StackState.Broken(id, status, true)
        : found;
  }

  /** Taking policies off writes no stack: where it was written all the same, it was not by us. */
  private static boolean wasChangedMeanwhile(
      StackState found, Attempt attempt, Optional<Applied> recorded) {
    return attempt.token().isEmpty()
        && found instanceof StackState.Settled settled
        && recorded
            .filter(
                known ->
                    !known.stackId().equals(settled.stackId())
                        || !known.changed().equals(settled.changed()))
            .isPresent();
  }

  private Outcome act(
      Session session,
      RoleStack desired,
      Attempt attempt,
      Optional<Applied> recorded,
      Mode mode,
      StackState found,
      StackAction action) {
    String token = Steps.token(mode.rollout(), found, desired, attempt);
    return switch (action) {
      case StackAction.Nothing() -> right(session, desired, attempt, mode, found);
      case StackAction.Wait() -> Steps.wait(patience, found, attempt);
      case StackAction.Create() -> {
        stacks.create(session, desired, token);
        yield new Outcome.Again(patience.afterWrite(), "creation begun", attempt.wrote(token));
      }
      case StackAction.Update() -> {
        boolean looks = isUnknown(found, recorded) || attempt.is(Course.Kind.REVERTED);
        if (stacks.update(session, desired, token)) {
          var claiming = new Course(Course.Kind.CLAIMING, attempt.course().found());
          yield new Outcome.Again(
              patience.afterWrite(),
              "update begun",
              looks ? attempt.on(claiming, Optional.of(token)) : attempt.wrote(token));
        }
        yield looks
            ? reversion.compare(session, desired, attempt, mode, found)
            : right(session, desired, attempt, mode, found);
      }
      case StackAction.DeleteFirst(boolean leavingStuck) -> {
        Optional<Outcome> refused =
            leavingStuck ? Optional.empty() : refused(session, desired, attempt, mode, found);
        if (refused.isPresent()) {
          yield refused.get();
        }
        Set<String> left = leavingStuck ? stuckAt(session, desired, found) : Set.of();
        stacks.delete(session, desired, Steps.stackId(found), token, left);
        yield new Outcome.Again(
            patience.afterWrite(),
            "deletion of what never lived begun" + (left.isEmpty() ? "" : ", leaving " + left),
            attempt.repaired(Course.Kind.DELETING, token));
      }
      case StackAction.ContinueRollback(boolean skippingStuck) -> {
        Set<String> skipped = skippingStuck ? stuckAt(session, desired, found) : Set.of();
        stacks.continueRollback(session, desired, Steps.stackId(found), token, skipped);
        yield new Outcome.Again(
            patience.afterWrite(),
            "stuck rollback continued" + (skipped.isEmpty() ? "" : " without " + skipped),
            attempt.repaired(Course.Kind.CONTINUING, token));
      }
      case StackAction.Refuse(String reason) -> new Outcome.Refused(reason);
      case StackAction.GiveUp(Failure.Kind kind, String reason) ->
          givenUp(session, desired, attempt, mode, found, new GivenUp(kind, reason));
    };
  }

  /**
   * Whether the ledger never saw that very stack right. Its roles may then be what they were before
   * it took them over, and an update leaves alone what it does not change.
   */
  private static boolean isUnknown(StackState found, Optional<Applied> recorded) {
    return recorded.filter(known -> known.stackId().equals(Steps.stackId(found))).isEmpty();
  }

  /** The stack is right; whether its roles are, too, is looked at where that is asked for. */
  private Outcome right(
      Session session, RoleStack desired, Attempt attempt, Mode mode, StackState found) {
    return mode.wanted().compare()
        ? reversion.compare(session, desired, attempt, mode, found)
        : Steps.converged(found, false);
  }

  private Outcome givenUp(
      Session session,
      RoleStack desired,
      Attempt attempt,
      Mode mode,
      StackState found,
      GivenUp given) {
    Optional<Cause> cause =
        found instanceof StackState.Absent
            ? Optional.empty()
            : causeOf(session, desired, attempt, found);
    Optional<Outcome> inTheWay =
        isTakenBack(found)
            ? inTheWay(session, desired, attempt, mode, found, cause)
            : Optional.empty();
    if (inTheWay.isPresent()) {
      return inTheWay.get();
    }
    String message = cause.map(first -> first + " — " + given.reason).orElse(given.reason);
    return Steps.failed(given.kind, Steps.status(found), message);
  }

  private Optional<Cause> causeOf(
      Session session, RoleStack desired, Attempt attempt, StackState found) {
    return stacks.firstCause(session, desired, Steps.stackId(found), attempt.operation());
  }

  /**
   * Somebody's role that stood in the way of a creation, and still does where it is not to be taken
   * over, would meet the next one too: nothing is deleted and created for that.
   */
  private Optional<Outcome> refused(
      Session session, RoleStack desired, Attempt attempt, Mode mode, StackState found) {
    return inTheWay(
            session, desired, attempt, mode, found, causeOf(session, desired, attempt, found))
        .filter(Outcome.Refused.class::isInstance);
  }

  /** What was begun failed because a role of the name stands there. */
  private Optional<Outcome> inTheWay(
      Session session,
      RoleStack desired,
      Attempt attempt,
      Mode mode,
      StackState found,
      Optional<Cause> cause) {
    return cause
        .filter(Cause::saysThatItExists)
        .flatMap(first -> adoption.begin(session, desired, attempt, mode, found, first));
  }

  /** Whether what was begun ended with nothing of it left. */
  private static boolean isTakenBack(StackState found) {
    return switch (found) {
      case StackState.Broken broken -> broken.neverCreated();
      case StackState.Settled settled -> settled.rolledBack();
      case StackState.Absent absent -> false;
      case StackState.Busy busy -> false;
    };
  }

  private record GivenUp(Failure.Kind kind, String reason) {}

  private Set<String> stuckAt(Session session, RoleStack desired, StackState found) {
    return new TreeSet<>(stacks.stuckAt(session, desired, Steps.stackId(found)));
  }

  private Outcome preview(Session session, StackAction action, StackState found, Mode mode) {
    boolean compares = action instanceof StackAction.Nothing && mode.wanted().compare();
    return new Outcome.Previewed(compares ? reversion.preview(session, mode) : action.words(found));
  }

  /**
   * How a visit may act.
   *
   * @param rollout the rollout it belongs to
   * @param dryRun whether nothing may be written
   * @param wanted what the release wants of the stack's roles
   */
  public record Mode(String rollout, boolean dryRun, Wanted wanted) {
    public Mode {
      Objects.requireNonNull(rollout);
      Objects.requireNonNull(wanted);
    }
  }
}
