package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.AS_IT_IS;
import static dev.fleetaccess.run.FlowWorld.CHANGED;
import static dev.fleetaccess.run.FlowWorld.HUB;
import static dev.fleetaccess.run.FlowWorld.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.report.Notice;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bringing a commit that a person names. */
class BringFlowTest {
  private static final Map<String, String> RESPONDS =
      Map.of("parameters: {}", "parameters: {Respond: \"true\"}");

  private final FlowWorld world = new FlowWorld(25);

  @Test
  void aPersonBringsAnEarlierCommitWhereverTheBranchPoints() {
    world.pushed(1, AS_IT_IS);
    world.pushed(2, CHANGED);

    Reply reply = world.handle(new Trigger.Bring(commit(1), "kim"));
    world.settle();

    Rollout rollout = world.rollouts.find(reply.rollout().orElseThrow()).orElseThrow();
    assertThat(rollout.id()).isEqualTo(world.rollout(1).id() + "-2");
    assertThat(rollout.by()).isEqualTo("kim");
    assertThat(rollout.state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.having(commit(1))).hasSize(25);
    assertThat(world.handle(new Trigger.Sweep(false, "ann")).rollout().orElseThrow())
        .as("the branch's head is known")
        .startsWith("sweep-");
    assertThat(world.handle(new Trigger.Bring(commit(1), "kim")).status())
        .isEqualTo(Reply.Status.NOTHING);
  }

  @Test
  void aPersonBringsAHaltedCommitOnceMoreFromTheBeginning() {
    world.stacks.rollBackNext(HUB, "FleetAccess-Hub", new Cause("HubRole", "it is taken"));
    world.pushed(1, AS_IT_IS);
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.HALTED);

    world.handle(new Trigger.Bring(commit(1), "kim"));
    assertThat(world.handle(new Trigger.Bring(commit(1), "ann")).rollout())
        .as("a second one in the same moment has its own")
        .isPresent();
    world.settle();

    assertThat(world.having(commit(1))).hasSize(25);
    assertThat(world.rollouts.overview().open()).isEmpty();
  }

  @Test
  void anEarlierCommitThatWouldWidenAccessNowIsRefusedAndChangesNothing() {
    world.pushed(1, RESPONDS);
    world.pushed(2, AS_IT_IS);
    int writes = world.stacks.writes().size();

    Reply reply = world.handle(new Trigger.Bring(commit(1), "kim"));
    world.settle();

    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(reply.message()).contains("push what you want of it as a new one");
    assertThat(errors(reply)).containsExactly("change-gains-actions");
    assertThat(world.stacks.writes()).hasSize(writes);
    assertThat(world.pointers().current().orElseThrow().release()).isEqualTo(commit(2));
    assertThat(world.releases.get(commit(1)).orElseThrow().refused())
        .as("it was good beside what stood there then")
        .isFalse();
  }

  @Test
  void anEarlierCommitThatAllowsItsWideningIsBroughtAndTellsIt() {
    widenedByTheThird();
    world.pushed(4, AS_IT_IS);

    world.handle(new Trigger.Bring(commit(3), "kim"));
    world.settle();

    assertThat(world.having(commit(3))).hasSize(25);
    assertThat(started(world.rollout(3).id() + "-2").widening())
        .extracting(Finding::id)
        .containsExactly("change-gains-actions");
  }

  @Test
  void anEarlierCommitThatTellsOfNoWideningNowSaysNothingOfThatOfOld() {
    widenedByTheThird();
    world.pushed(4, RESPONDS);

    world.handle(new Trigger.Bring(commit(3), "kim"));
    world.settle();

    assertThat(started(world.rollout(3).id() + "-2").widening()).isEmpty();
  }

  @Test
  void anEarlierCommitThatWouldMakeARoleAnewIsRefused() {
    world.pushed(1, AS_IT_IS);
    world.pushed(2, Map.of("  Spoke:\n", "  TheSpoke:\n", "replace: false", "replace: true"));

    Reply reply = world.handle(new Trigger.Bring(commit(1), "kim"));

    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(errors(reply)).contains("role-replaced");
  }

  @Test
  void anEarlierCommitThatTheBranchGoesBackToIsExaminedAnewWhenItsRolloutIsForgotten() {
    world.pushed(1, RESPONDS);
    world.pushed(2, AS_IT_IS);
    world.rollouts.forget(world.rollout(1).id());
    world.push(1, RESPONDS);

    Reply reply = world.handle(new Trigger.Pushed());

    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(errors(reply)).containsExactly("change-gains-actions");
  }

  /** The first is narrow, the second refused, the third allowed. */
  private void widenedByTheThird() {
    world.pushed(1, AS_IT_IS);
    world.push(2, RESPONDS);
    String fingerprint =
        world.handle(new Trigger.Pushed()).findings().stream()
            .filter(finding -> finding.id().equals("change-gains-actions"))
            .flatMap(finding -> finding.fingerprint().stream())
            .findFirst()
            .orElseThrow();
    var allowed = new HashMap<>(RESPONDS);
    allowed.put("allow: []", "allow: [{finding: \"" + fingerprint + "\", reason: hired}]");
    world.pushed(3, allowed);
  }

  private static List<String> errors(Reply reply) {
    return reply.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
        .map(Finding::id)
        .toList();
  }

  private Notice.Started started(String rollout) {
    return world.notices.told().stream()
        .filter(Notice.Started.class::isInstance)
        .map(Notice.Started.class::cast)
        .filter(told -> told.rollout().id().equals(rollout))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRefusedCommitIsExaminedAgain() {
    world.push(2, Map.of("hub: \"222222222222\"", "hub: \"999999999999\""));
    assertThat(world.handle(new Trigger.Pushed()).status()).isEqualTo(Reply.Status.REFUSED);
    world.add(new AccountId("999999999999"));

    Reply reply = world.handle(new Trigger.Bring(commit(2), "kim"));

    assertThat(reply.status()).as("%s", reply).isEqualTo(Reply.Status.STARTED);
  }

  @Test
  void aCommitThatNobodyHasIsRefusedWithThoseThatAreKnown() {
    world.pushed(1, AS_IT_IS);

    Reply reply = world.handle(new Trigger.Bring(commit(9), "kim"));

    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(reply.message()).contains("has no commit " + commit(9));
    assertThat(reply.accepted()).containsExactly("{\"release\":\"" + commit(1) + "\"}");
  }
}
