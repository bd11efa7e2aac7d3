package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.plan.Foreign;
import dev.fleetaccess.release.RoleStack;
import dev.fleetaccess.release.WantedRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

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
    Optional<RoleDifference> elsewhere = elsewhere(differences);
    if (elsewhere.isPresent()) {
      return refused(elsewhere.get());
    }
    if (attempt.is(Course.Kind.REVERTED)) {
      return differsAgain(attempt, differences);
    }
    String was = attempt.course().found();
    String drift = (was.isEmpty() ? "" : was + " | ") + "drift put back — " + words(differences);
    List<Foreign> foreign = foreign(differences);
    if (foreign.isEmpty()) {
      var reverting = new Course(Course.Kind.REVERTING, drift);
      return putsBack(session, desired, attempt.with(reverting), mode);
    }
    // Told first: who takes off and dies, or may not take off all, would leave nobody to tell.
    boolean more = differences.stream().anyMatch(difference -> !difference.named().isEmpty());
    var kind = more ? Course.Kind.REVERTING : Course.Kind.TAKING_OFF;
    return new Outcome.Again(
        Duration.ZERO,
        drift,
        attempt.on(
            new Course(kind, drift, Optional.empty(), foreign),
            more ? Optional.empty() : attempt.token()));
  }

  /** What a comparison would come to. */
  String preview(Session session, Reconciler.Mode mode) {
    List<RoleDifference> differences = differences(session, mode);
    return differences.isEmpty()
        ? "nothing"
        : elsewhere(differences)
            .map(difference -> "refuse: " + refusal(difference))
            .orElseGet(() -> "put back: " + words(differences));
  }

  /**
   * What was found is taken off, and roles are brought to what is wanted, whatever they are: they
   * differ, or a stack has just taken them over, or the last change set could not be made.
   */
  Outcome begin(Session session, RoleStack desired, Attempt attempt, Reconciler.Mode mode) {
    Course before = attempt.course();
    takeOff(session, before.foreign(), mode);
    if (attempt.is(Course.Kind.TAKING_OFF)) {
      return looksAgain(attempt, before.found(), attempt.token());
    }
    var course = new Course(Course.Kind.REVERTING, before.found(), before.repair(), List.of());
    return putsBack(session, desired, attempt.with(course), mode);
  }

  /** Carries the change set out once it is made. The stack itself need not be looked at. */
  Outcome carryOut(Session session, RoleStack desired, Attempt attempt, Reconciler.Mode mode) {
    String name = attempt.token().orElseThrow();
    return switch (changeSets.look(session, desired, name)) {
      case ChangeSets.State.Making() -> Steps.making(patience, attempt);
      case ChangeSets.State.Ready() -> {
        changeSets.execute(session, desired, name);
        yield looksAgain(attempt, attempt.course().found(), Optional.of(name));
      }
      // A visit that came twice has carried it out, or somebody deleted it: the roles tell.
      case ChangeSets.State.Gone() -> {
        StackState found = stacks.observe(session, desired);
        yield looked(session, desired, attempt, mode, found, Reversion::gone);
      }
      // Somebody was quicker, or CloudFormation does not see it: nothing was put back.
      case ChangeSets.State.Empty() -> {
        Attempt unwritten = attempt.withoutToken();
        StackState found = stacks.observe(session, desired);
        yield looked(session, desired, unwritten, mode, found, Reversion::unseen);
      }
      case ChangeSets.State.Refused refused -> Steps.refused(attempt, name, refused);
    };
  }

  /** It was put back: is it right now? */
  Outcome verify(
      Session session, RoleStack desired, Attempt attempt, Reconciler.Mode mode, StackState found) {
    return looked(session, desired, attempt, mode, found, Reversion::differsAgain);
  }

  private Outcome looked(
      Session session,
      RoleStack desired,
      Attempt attempt,
      Reconciler.Mode mode,
      StackState found,
      BiFunction<Attempt, List<RoleDifference>, Outcome> different) {
    String was = attempt.course().found();
    return switch (found) {
      case StackState.Busy busy -> Steps.wait(patience, busy, attempt);
      case StackState.Absent() -> removed(attempt);
      case StackState.Broken broken -> failed(session, desired, attempt, broken);
      case StackState.Settled settled -> {
        if (settled.rolledBack() && attempt.token().isPresent()) {
          yield failed(session, desired, attempt, settled);
        }
        boolean theirs = settled.imported() && attempt.token().isPresent();
        if (theirs || !settled.applied().equals(Optional.of(desired.digest()))) {
          yield Steps.failed(
              Failure.Kind.CONFLICT,
              settled.status(),
              "somebody else changed the stack while it was put back — " + was);
        }
        List<RoleDifference> left = differences(session, mode);
        yield left.isEmpty()
            ? Steps.converged(settled, true)
            : elsewhere(left)
                .map(Reversion::refused)
                .orElseGet(() -> different.apply(attempt, left));
      }
    };
  }

  private static Outcome differsAgain(Attempt attempt, List<RoleDifference> left) {
    return Steps.failed(
        Failure.Kind.DRIFT,
        "Drift",
        "still different after it was put back, so somebody changes it again: "
            + words(left)
            + " — "
            + attempt.course().found());
  }

  private static Outcome gone(Attempt attempt, List<RoleDifference> left) {
    return Steps.failed(
        Failure.Kind.DRIFT,
        "Drift",
        "still different, and the change set that was to put it back is gone: somebody deleted it"
            + " before it was carried out, or changes the role again: "
            + words(left)
            + " — "
            + attempt.course().found());
  }

  private static Outcome unseen(Attempt attempt, List<RoleDifference> left) {
    return Steps.failed(
        Failure.Kind.INVALID,
        "DriftUnseen",
        "CloudFormation sees no difference there and puts nothing back: set it in the template and"
            + " push, or change the role by hand and re-run the account: "
            + words(left)
            + " — "
            + attempt.course().found());
  }

  /** The stack went while its roles were put back. */
  static Outcome removed(Attempt attempt) {
    return Steps.failed(
        Failure.Kind.CONFLICT,
        "ABSENT",
        "somebody removed the stack — " + attempt.course().found());
  }

  /** A role of that name stands there where nothing of ours may be written. */
  static Outcome refused(RoleDifference elsewhere) {
    return new Outcome.Refused(refusal(elsewhere));
  }

  private static String refusal(RoleDifference elsewhere) {
    return "a role %s %s: remove it or rename it, then re-run the account"
        .formatted(elsewhere.role(), elsewhere.named().getFirst());
  }

  private static Optional<RoleDifference> elsewhere(List<RoleDifference> differences) {
    return differences.stream()
        .filter(difference -> difference.elsewhere().isPresent())
        .findFirst();
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
      differences.add(
          RoleDifference.between(wanted, roles.read(session, wanted.name(), wanted.path())));
    }
    differences.removeIf(RoleDifference::none);
    return differences;
  }

  /** Not what a release that came meanwhile names. */
  private void takeOff(Session session, List<Foreign> foreign, Reconciler.Mode mode) {
    if (foreign.isEmpty()) {
      return;
    }
    for (WantedRole wanted : mode.wanted().roles()) {
      for (Foreign policy : foreign) {
        boolean named =
            wanted.attached().contains(policy.policy())
                || wanted.inline().containsKey(policy.policy());
        if (policy.role().equals(wanted.name()) && !named) {
          takeOff(session, policy);
        }
      }
    }
  }

  private void takeOff(Session session, Foreign policy) {
    if (policy.attached()) {
      roles.detach(session, policy.role(), policy.policy());
    } else {
      roles.delete(session, policy.role(), policy.policy());
    }
  }

  /** The stack stands in a state in which nothing of it is put back. */
  Outcome failed(Session session, RoleStack desired, Attempt attempt, StackState found) {
    return Steps.rolledBack(stacks, session, desired, attempt, found, "it could not be put back");
  }

  static List<Foreign> foreign(List<RoleDifference> differences) {
    return differences.stream().flatMap(difference -> difference.foreign().stream()).toList();
  }

  static String words(List<RoleDifference> differences) {
    return String.join(" | ", differences.stream().map(RoleDifference::words).toList());
  }
}
