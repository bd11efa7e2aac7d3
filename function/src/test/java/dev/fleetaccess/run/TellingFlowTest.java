package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.report.Notice;
import dev.fleetaccess.trigger.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People and machines are told without asking. */
class TellingFlowTest {
  private static final int MEMBERS = 25;

  private final FlowWorld world = new FlowWorld(MEMBERS);

  @Test
  void aReleaseIsToldWhenItStartsAndWhenItEnds() {
    pushed(1, Map.of());

    assertThat(happenings()).containsExactly("STARTED RELEASE", "ENDED RELEASE");
    Notice.Ended ended = (Notice.Ended) world.notices.told().getLast();
    assertThat(ended.rollout().state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(ended.summary().count(Entry.State.CONVERGED)).isEqualTo(MEMBERS + 2);
    assertThat(ended.summary().slowest()).isPresent();
  }

  @Test
  void aHaltIsToldWithWhatFailedAndSoIsItsEnd() {
    for (int i = 1; i <= 5; i++) {
      world.access.revoke(member(i), FlowWorld.ROLE);
    }

    pushed(1, Map.of());

    assertThat(happenings()).contains("HALTED RELEASE").endsWith("ENDED RELEASE");
    Notice.Halted halted =
        world.notices.told().stream()
            .filter(Notice.Halted.class::isInstance)
            .map(Notice.Halted.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(halted.summary().failures()).isNotEmpty();
    assertThat(halted.rollout().note()).contains("are tolerated");
  }

  @Test
  void anAccountThatNewlyFailsIsToldOnceHoweverOftenItIsLookedAt() {
    pushed(1, Map.of());
    world.access.revoke(member(3), FlowWorld.ROLE);

    rerun();
    rerun();

    assertThat(failing()).containsExactly(member(3).value());
    assertThat(happenings()).endsWith("STARTED RERUN", "ENDED RERUN");
  }

  @Test
  void anAccountThatWasMendedAndFailsAgainIsToldAgain() {
    pushed(1, Map.of());
    world.access.revoke(member(3), FlowWorld.ROLE);
    rerun();
    world.access.allow(member(3), FlowWorld.ROLE);
    rerun();
    world.access.revoke(member(3), FlowWorld.ROLE);

    rerun();

    assertThat(failing()).containsExactly(member(3).value(), member(3).value());
  }

  @Test
  void aDryRunIsToldToNobody() {
    pushed(1, Map.of());

    world.handle(new Trigger.Rerun(new Scope.Everyone(), true, "ann"));
    world.settle();

    assertThat(happenings()).containsExactly("STARTED RELEASE", "ENDED RELEASE");
  }

  @Test
  void whatCannotBeToldFailsNothing() {
    world.notices.faults().always("tell", new Failure(Failure.Kind.UNAVAILABLE, "Down", "no"));

    pushed(1, Map.of());

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.said).anyMatch(line -> line.startsWith("nobody could be told"));
  }

  private void pushed(int commit, Map<String, String> replacements) {
    world.push(commit, replacements);
    world.handle(new Trigger.Pushed());
    world.settle();
  }

  private void rerun() {
    Optional<String> rollout =
        world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann")).rollout();
    assertThat(rollout).isPresent();
    world.settle();
  }

  private List<String> happenings() {
    return world.notices.told().stream()
        .map(notice -> notice.happening() + " " + notice.rollout().kind())
        .toList();
  }

  private List<String> failing() {
    return world.notices.told().stream()
        .filter(Notice.Failing.class::isInstance)
        .flatMap(notice -> ((Notice.Failing) notice).entries().stream())
        .map(entry -> entry.account().value())
        .toList();
  }
}
