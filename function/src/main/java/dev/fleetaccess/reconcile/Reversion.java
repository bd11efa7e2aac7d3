package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.RoleStack;
import dev.fleetaccess.release.WantedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares live roles with what is wanted and puts them back: what the template does not name is
 * taken off directly, what it names is written by a change set that reverts drift. Then it looks
 * again.
 */
final class Reversion {
  private final ChangeSets changeSets;
  private final Roles roles;
  private final Stacks stacks;
  private final Patience patience;

  Reversion(ChangeSets changeSets, Roles roles, Stacks stacks, Patience patience) {
    this.changeSets = Objects.requireNonNull(changeSets);
    this.roles = Objects.requireNonNull(roles);
    this.stacks = Objects.requireNonNull(stacks);
    this.patience = Objects.requireNonNull(patience);
  }

  /** The stack is right: are its roles? Where they are not, mending begins. */
  Outcome compare(
      Session session, RoleStack desired, Attempt attempt, Reconciler.Mode mode, StackState found) {
    List<RoleDifference> differences = differences(session, mode);
    if (differences.isEmpty()) {
      return Steps.converged(found, true);
    }
    takeOff(session, differences);
    var drift = new Course(Course.Kind.REVERTING, "drift put back — " + words(differences));
    return differences.stream().allMatch(difference -> difference.named().isEmpty())
        ? looksAgain(attempt, drift.found(), Optional.empty())
        : putsBack(session, desired, attempt.with(drift), mode);
  }

  /** What a comparison would come to. */
  String preview(Session session, Reconciler.Mode mode) {
    List<RoleDifference> differences = differences(session, mode);
    return differences.isEmpty() ? "nothing" : "put back: " + words(differences);
  }

  /**
   * Roles are brought to what is wanted, whatever they are: a stack has just taken them over, or
   * the last change set could not be made.
   */
  Outcome begin(Session session, RoleStack desired, Attempt attempt, Reconciler.Mode mode) {
    takeOff(session, differences(session, mode));
    Course before = attempt.course();
    var course = new Course(Course.Kind.REVERTING, before.found(), before.repair());
    return putsBack(session, desired, attempt.with(course), mode);
  }

  /** Carries the change set out once it is made. The stack itself need not be looked at. */
  Outcome carryOut(Session session, RoleStack desired, Attempt attempt) {
    String name = attempt.token().orElseThrow();
    return switch (changeSets.look(session, desired, name)) {
      case ChangeSets.State.Making() -> Steps.making(patience, attempt);
      case ChangeSets.State.Ready() -> {
        changeSets.execute(session, desired, name);
        yield looksAgain(attempt, attempt.course().found(), Optional.of(name));
      }
      // A visit that came twice has carried it out.
      case ChangeSets.State.Gone() ->
          looksAgain(attempt, attempt.course().found(), Optional.of(name));
      // Somebody was quicker.
      case ChangeSets.State.Empty() ->
          looksAgain(attempt, attempt.course().found(), Optional.of(name));
      case ChangeSets.State.Refused refused -> Steps.refused(attempt, name, refused);
    };
  }

  /** It was put back: is it right now? */
  Outcome verify(
      Session session, RoleStack desired, Attempt attempt, Reconciler.Mode mode, StackState found) {
    String was = attempt.course().found();
    return switch (found) {
      case StackState.Busy busy -> Steps.wait(patience, busy, attempt);
      case StackState.Absent() ->
          Steps.failed(Failure.Kind.CONFLICT, "ABSENT", "somebody removed the stack — " + was);
      case StackState.Broken broken -> failed(session, desired, attempt, broken);
      case StackState.Settled settled -> {
        if (settled.rolledBack() && attempt.token().isPresent()) {
          yield failed(session, desired, attempt, settled);
        }
        if (!settled.applied().equals(Optional.of(desired.digest()))) {
          yield Steps.failed(
              Failure.Kind.CONFLICT,
              settled.status(),
              "somebody else changed the stack while it was put back — " + was);
        }
        List<RoleDifference> left = differences(session, mode);
        yield left.isEmpty()
            ? Steps.converged(settled, true)
            : Steps.failed(
                Failure.Kind.CONFLICT,
                "Drift",
                "still different after it was put back, so somebody changes it again: "
                    + words(left));
      }
    };
  }

  private Outcome putsBack(
      Session session, RoleStack desired, Attempt attempt, Reconciler.Mode mode) {
    String name = Steps.changeSet(mode.rollout(), desired, attempt);
    changeSets.putBack(session, desired, name);
    return new Outcome.Again(
        patience.afterWrite(),
        attempt.course().found(),
        attempt.on(attempt.course(), Optional.of(name)));
  }

  private Outcome looksAgain(Attempt attempt, String found, Optional<String> token) {
    var course = new Course(Course.Kind.REVERTED, found);
    return new Outcome.Again(patience.afterWrite(), found, attempt.on(course, token));
  }

  private List<RoleDifference> differences(Session session, Reconciler.Mode mode) {
    List<RoleDifference> differences = new ArrayList<>();
    for (WantedRole wanted : mode.wanted().roles()) {
      differences.add(RoleDifference.between(wanted, roles.read(session, wanted.name())));
    }
    differences.removeIf(RoleDifference::none);
    return differences;
  }

  private void takeOff(Session session, List<RoleDifference> differences) {
    for (RoleDifference difference : differences) {
      difference.foreignAttached().forEach(arn -> roles.detach(session, difference.role(), arn));
      difference.foreignInline().forEach(name -> roles.delete(session, difference.role(), name));
    }
  }

  private Outcome failed(Session session, RoleStack desired, Attempt attempt, StackState found) {
    return Steps.rolledBack(stacks, session, desired, attempt, found, "it could not be put back");
  }

  private static String words(List<RoleDifference> differences) {
    return String.join(" | ", differences.stream().map(RoleDifference::words).toList());
  }
}
