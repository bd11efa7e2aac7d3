package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.AS_IT_IS;
import static dev.fleetaccess.run.FlowWorld.CHANGED;
import static dev.fleetaccess.run.FlowWorld.HUB;
import static dev.fleetaccess.run.FlowWorld.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bringing a commit that a person names. */
class BringFlowTest {
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
  void aRefusedCommitIsExaminedAgain() {
    world.pushed(1, AS_IT_IS);
    world.add(new AccountId("999999999999"));
    world.organization.remove(new AccountId("999999999999"));
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
