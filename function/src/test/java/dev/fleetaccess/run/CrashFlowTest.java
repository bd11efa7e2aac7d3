package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.AS_IT_IS;
import static dev.fleetaccess.run.FlowWorld.CHANGED;
import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.trigger.Trigger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The functions die before every single change that they make, one after the other, and the message
 * they had is delivered again or lost. Whatever was begun comes to its end all the same.
 */
class CrashFlowTest {
  private static final String ROLE = "spoke-001";
  private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
  private static final String CANARY = "waves: [{accounts: [\"300000000001\"]}, {percent: 100}]";

  @ParameterizedTest(name = "the message is lost: {0}")
  @ValueSource(booleans = {false, true})
  void aReleaseInWavesComesToItsEnd(boolean lost) {
    everyCrash(
        lost,
        world -> world.push(1, Map.of("waves: [{percent: 100}]", CANARY)),
        world -> world.handle(new Trigger.Pushed()),
        world -> {
          assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
          assertThat(world.having(commit(1))).hasSize(3);
        });
  }

  @ParameterizedTest(name = "the message is lost: {0}")
  @ValueSource(booleans = {false, true})
  void aHaltTakesBackWhatWasWritten(boolean lost) {
    Map<String, String> changed = new HashMap<>(CHANGED);
    changed.put("waves: [{percent: 100}]", CANARY);
    changed.put("onHalt: stay", "onHalt: rollback");
    everyCrash(
        lost,
        world -> {
          world.pushed(1, AS_IT_IS);
          world.access.revoke(member(1), FlowWorld.ROLE);
          world.push(2, changed);
        },
        world -> world.handle(new Trigger.Pushed()),
        world -> {
          assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.ROLLED_BACK);
          assertThat(world.having(commit(2))).isEmpty();
          assertThat(world.pointers().candidate()).isEmpty();
        });
  }

  @ParameterizedTest(name = "the message is lost: {0}")
  @ValueSource(booleans = {false, true})
  void whatIsResumedComesToItsEnd(boolean lost) {
    everyCrash(
        lost,
        world -> {
          world.access.revoke(member(1), FlowWorld.ROLE);
          world.pushed(1, Map.of("waves: [{percent: 100}]", CANARY));
          world.access.allow(member(1), FlowWorld.ROLE);
          assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.HALTED);
        },
        world -> world.handle(new Trigger.Resume(Optional.of(world.rollout(1).id()), "kim")),
        world -> {
          assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
          assertThat(world.having(commit(1))).hasSize(3);
        });
  }

  @ParameterizedTest(name = "the message is lost: {0}")
  @ValueSource(booleans = {false, true})
  void whatSomebodyDidToARoleIsPutBackAndTold(boolean lost) {
    everyCrash(
        lost,
        world -> {
          world.pushed(1, AS_IT_IS);
          LiveRole right = world.roles.find(member(1), ROLE).orElseThrow();
          world.changeSets.whenPutBack(account -> world.roles.put(account, right));
          world.roles.change(member(1), ROLE, CrashFlowTest::changed);
        },
        world -> world.handle(new Trigger.Compare(Scope.of(member(1)), false, "ann")),
        world -> {
          LiveRole live = world.roles.find(member(1), ROLE).orElseThrow();
          assertThat(live.attached()).isEmpty();
          assertThat(live.inline()).doesNotContainKey("extra");
          assertThat(world.rollouts.everOpened())
              .flatExtracting(rollout -> world.items.of(rollout.id()))
              .extracting(Entry::note)
              .as("whoever died, it is told once")
              .anySatisfy(note -> assertThat(note).contains(ADMIN, "extra", "trust policy"));
        });
  }

  /** Somebody trusts another account, attaches a policy and adds one. */
  private static LiveRole changed(LiveRole live) {
    var inline = new TreeMap<>(live.inline());
    inline.put("extra", "{}");
    return new LiveRole(
        live.name(),
        live.path(),
        live.trust().replace(FlowWorld.HUB.value(), "999999999999"),
        inline,
        Set.of(ADMIN),
        live.boundary(),
        live.session(),
        live.tags());
  }

  /**
   * Plays it with a death before the first change, the second, and so on, until it gets through.
   *
   * @param lost whether a message is gone with the function that had it
   */
  private static void everyCrash(
      boolean lost,
      Consumer<FlowWorld> before,
      Consumer<FlowWorld> command,
      Consumer<FlowWorld> end) {
    boolean died = true;
    int change = 0;
    while (died) {
      change++;
      FlowWorld world = new FlowWorld(3);
      before.accept(world);
      world.crash.before(change);
      died = world.survive(command, lost);
      assertThat(world.rollouts.overview().open()).as("death %d", change).isEmpty();
      assertThat(world.rollouts.everOpened())
          .allSatisfy(
              rollout ->
                  assertThat(world.items.of(rollout.id()))
                      .as("%s", rollout.id())
                      .allMatch(entry -> entry.state().ended()));
      end.accept(world);
    }
    assertThat(change).as("it died somewhere").isGreaterThan(20);
  }
}
