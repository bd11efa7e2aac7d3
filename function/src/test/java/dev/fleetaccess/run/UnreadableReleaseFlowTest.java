package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.AS_IT_IS;
import static dev.fleetaccess.run.FlowWorld.CHANGED;
import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands was let pass by an earlier version, and this one finds an error in it. */
class UnreadableReleaseFlowTest {
  private static final int UNREADABLE = 9;

  private final FlowWorld world = new FlowWorld(6);

  @BeforeEach
  void everybodyHasAReleaseThatCanNoLongerBeRead() {
    world.pushed(1, AS_IT_IS);
    world.releases.putUnreadable(
        commit(UNREADABLE), world.releases.get(commit(1)).orElseThrow().source());
    assertThat(
            ReleaseReader.read(world.releases.get(commit(UNREADABLE)).orElseThrow().source())
                .release())
        .isEmpty();
    List<Holding> held = new ArrayList<>();
    world.inventory.each(held::add);
    held.forEach(
        holding ->
            world.inventory.put(holding.but().release(Optional.of(commit(UNREADABLE))).done()));
    Pointers pointers = world.pointers();
    String rollout = pointers.current().orElseThrow().rollout();
    assertThat(
            world.rollouts.move(
                new Pointers(
                    pointers.version() + 1,
                    Optional.empty(),
                    Optional.of(new Pointers.Pointer(commit(UNREADABLE), rollout)),
                    pointers.undone(),
                    pointers.sweptAt(),
                    pointers.sweepEvery(),
                    pointers.since())))
        .isTrue();
  }

  @Test
  void theNextReleaseIsRefusedUntilAPersonHasComparedThem() {
    world.push(2, CHANGED);

    Reply reply = world.handle(new Trigger.Pushed());

    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(reply.findings()).extracting(Finding::id).contains("current-unreadable");
  }

  @Test
  void theNextReleaseReachesEverybodyOnceThatIsAllowed() {
    world.push(2, CHANGED);
    String fingerprint =
        world.handle(new Trigger.Pushed()).findings().stream()
            .filter(found -> found.id().equals("current-unreadable"))
            .findFirst()
            .flatMap(Finding::fingerprint)
            .orElseThrow();
    Map<String, String> allowing = new HashMap<>(CHANGED);
    allowing.put(
        "allow: []", "allow: [{finding: \"" + fingerprint + "\", reason: both were read}]");

    world.pushed(3, allowing);

    assertThat(world.rollout(3).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(world.rollout(3).id()).values())
        .hasSize(6)
        .allMatch(entry -> entry.state() == Entry.State.CONVERGED);
  }

  @Test
  void aMoveIsJudgedByWhatCanBeRead() {
    Reply reply = world.handle(new Trigger.AccountMoved(member(1)));

    assertThat(reply.message()).contains("no stack depends on where it stands");
  }
}
