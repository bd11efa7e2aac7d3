package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.RoleStack;
import dev.fleetaccess.release.WantedRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over roles that stand there already, outside any stack. It begins only after a creation
 * failed of them, so that the others pay no call for it. What an update meets is named and refused.
 */
final class Adoption {
  private static final String REVIEW = "REVIEW_IN_PROGRESS";

  private final Stacks stacks;
  private final ChangeSets changeSets;
  private final Roles roles;
  private final Patience patience;
  private final Reversion reversion;

  Adoption(
      Stacks stacks, ChangeSets changeSets, Roles roles, Patience patience, Reversion reversion) {
    this.stacks = Objects.requireNonNull(stacks);
    this.changeSets = Objects.requireNonNull(changeSets);
    this.roles = Objects.requireNonNull(roles);
    this.patience = Objects.requireNonNull(patience);
    this.reversion = Objects.requireNonNull(reversion);
  }

  /**
   * A creation or an update failed because something of the name stands there.
   *
   * @param found what is left of the stack: only where nothing lives is anything taken over
   * @return empty when it was none of the roles
   */
  Optional<Outcome> begin(
      Session session,
      RoleStack desired,
      Attempt attempt,
      Reconciler.Mode mode,
      StackState found,
      Cause cause) {
    boolean lives = found instanceof StackState.Settled;
    List<RoleDifference> differences = new ArrayList<>();
    for (WantedRole wanted : mode.wanted().roles()) {
      Optional<String> path = roles.pathOf(session, wanted.name());
      if (path.isEmpty()) {
        continue;
      }
      Optional<String> owner = changeSets.ownerOf(session, desired, wanted.name());
      boolean own = owner.equals(Optional.of(desired.name()));
      if (own && lives) {
        continue;
      }
      if (owner.isPresent() && !own) {
        return refused(
            "the role %s belongs to the stack %s: take it out of that stack, or leave the account"
                + " out, then re-run it",
            wanted.name(), owner.get());
      }
      Optional<LiveRole> live = roles.read(session, wanted.name(), wanted.path());
      RoleDifference difference = RoleDifference.between(wanted, live);
      if (difference.elsewhere().isPresent()) {
        return Optional.of(Reversion.refused(difference));
      }
      differences.add(difference);
    }
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    String standing = Reversion.words(differences);
    if (lives) {
      return refused(
          "%s — it stands there already, outside any stack in %s, and only a stack's creation takes"
              + " roles over: remove it or rename it, then re-run the account (%s)",
          cause.resource(), desired.region(), standing);
    }
    if (!mode.wanted().adopt()) {
      return refused(
          "%s — it stands there already, outside any stack in %s, and other regions were not asked:"
              + " remove it, or write %s to have it taken over and put right (%s)",
          cause.resource(), desired.region(), Advice.ADOPT, standing);
    }
    // Deleted at the next visit, which knows that the deletion is ours whatever dies in between.
    var course =
        new Course(
            Course.Kind.ADOPTING,
            "taken over — " + standing,
            Optional.empty(),
            Reversion.foreign(differences));
    return Optional.of(
        new Outcome.Again(
            Duration.ZERO, "to be taken over: " + standing, attempt.on(course, Optional.empty())));
  }

  /** One more step, after the stack was looked at. */
  Outcome goOn(
      Session session, RoleStack desired, Attempt attempt, Reconciler.Mode mode, StackState found) {
    boolean made = attempt.token().isPresent();
    String name =
        attempt.token().orElseGet(() -> Steps.changeSet(mode.rollout(), desired, attempt));
    return switch (found) {
      case StackState.Busy busy -> Steps.wait(patience, busy, attempt);
      case StackState.Absent() -> {
        if (made) {
          yield Steps.failed(
              Failure.Kind.CONFLICT, "ABSENT", "somebody removed the stack while it took over");
        }
        yield takeOver(session, desired, attempt, mode, name);
      }
      case StackState.Broken broken ->
          broken.status().equals(REVIEW)
              ? carryOut(session, desired, attempt, mode, name)
              : broken.neverCreated() && !made
                  ? delete(session, desired, attempt, mode, broken)
                  : failed(session, desired, attempt, broken);
      case StackState.Settled settled -> {
        if (!made || settled.rolledBack()) {
          yield failed(session, desired, attempt, settled);
        }
        // What only took over has no digest yet: another visit was here before us.
        yield settled.applied().equals(Optional.of(desired.digest()))
            ? reversion.compare(session, desired, attempt, mode, settled)
            : reversion.begin(session, desired, attempt, mode);
      }
    };
  }

  /** Nothing lives of a creation that failed, and what takes over begins with no stack. */
  private Outcome delete(
      Session session,
      RoleStack desired,
      Attempt attempt,
      Reconciler.Mode mode,
      StackState.Broken found) {
    Optional<Duration> after = patience.whileBusy(attempt.looks());
    if (after.isEmpty()) {
      return failed(session, desired, attempt, found);
    }
    String token = Steps.token(mode.rollout(), found, desired, attempt);
    stacks.delete(session, desired, found.stackId(), token, Set.of());
    return new Outcome.Again(
        after.get(),
        "what never lived is deleted",
        attempt.with(attempt.course().after(token)).looked());
  }

  private Outcome takeOver(
      Session session, RoleStack desired, Attempt attempt, Reconciler.Mode mode, String name) {
    changeSets.takeOver(session, desired, mode.wanted().importing(), name);
    return new Outcome.Again(
        patience.afterWrite(),
        "a change set that takes over is being made",
        attempt.on(attempt.course(), Optional.of(name)));
  }

  private Outcome carryOut(
      Session session, RoleStack desired, Attempt attempt, Reconciler.Mode mode, String name) {
    return switch (changeSets.look(session, desired, name)) {
      case ChangeSets.State.Ready() -> {
        changeSets.execute(session, desired, name);
        yield new Outcome.Again(
            patience.afterWrite(), "taking over", attempt.on(attempt.course(), Optional.of(name)));
      }
      case ChangeSets.State.Making() -> Steps.making(patience, attempt);
      // Without a token the last one could not be made, and this is the next.
      case ChangeSets.State.Gone() ->
          attempt.token().isEmpty()
              ? takeOver(session, desired, attempt, mode, name)
              : Steps.failed(Failure.Kind.CONFLICT, REVIEW, "somebody removed the change set");
      case ChangeSets.State.Empty() ->
          Steps.failed(Failure.Kind.INVALID, REVIEW, "there is nothing to take over");
      case ChangeSets.State.Refused refused -> Steps.refused(attempt, name, refused);
    };
  }

  private Outcome failed(Session session, RoleStack desired, Attempt attempt, StackState found) {
    return Steps.rolledBack(
        stacks, session, desired, attempt, found, "taking over did not succeed");
  }

  private static Optional<Outcome> refused(String words, Object... of) {
    return Optional.of(new Outcome.Refused(words.formatted(of)));
  }
}
