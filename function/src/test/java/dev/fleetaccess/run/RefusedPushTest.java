package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.AS_IT_IS;
import static dev.fleetaccess.run.FlowWorld.CHANGED;
import static dev.fleetaccess.run.FlowWorld.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.report.Notice;
import dev.fleetaccess.report.RefusedPush;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who pushed asks the ledger what came of it, and a refusal leaves no rollout there. */
class RefusedPushTest {
  private static final Map<String, String> WRONG =
      Map.of("hub: \"222222222222\"", "hub: \"999999999999\"");

  private final FlowWorld world = new FlowWorld(3);

  @Test
  void aRefusalStandsInTheLedgerWithTheTimeOfTheFirstLook() {
    world.pushed(1, AS_IT_IS);
    Instant pushed = world.clock.instant();
    refused(2);

    world.clock.advance(Duration.ofHours(3));
    world.handle(new Trigger.Sweep(false, "ann"));
    world.settle();

    assertThat(refusal()).contains(new Refusal(commit(2), pushed));
    assertThat(world.releases.get(commit(2)).orElseThrow().refused()).isTrue();
  }

  @Test
  void theNextRefusalTakesItsPlace() {
    refused(2);
    refused(3);

    assertThat(refusal()).map(Refusal::release).contains(commit(3));
  }

  @Test
  void aPushThatIsAcceptedLiftsIt() {
    refused(2);
    world.pushed(3, AS_IT_IS);

    assertThat(refusal()).isEmpty();
  }

  @Test
  void aBranchThatGoesBackToWhatStandsLiftsIt() {
    world.pushed(1, AS_IT_IS);
    refused(2);
    world.push(1, AS_IT_IS);

    assertThat(world.handle(new Trigger.Pushed()).status()).isEqualTo(Reply.Status.NOTHING);

    assertThat(refusal()).isEmpty();
  }

  @Test
  void aRefusedCommitThatIsNamedAndFoundGoodNowLiftsIt() {
    refused(2);
    world.add(new AccountId("999999999999"));

    assertThat(world.handle(new Trigger.Bring(commit(2), "kim")).status())
        .isEqualTo(Reply.Status.STARTED);

    assertThat(refusal()).isEmpty();
  }

  @Test
  void anotherCommitThatIsNamedLeavesTheBranchesHeadRefused() {
    world.pushed(1, AS_IT_IS);
    world.pushed(2, CHANGED);
    refused(3);

    assertThat(world.handle(new Trigger.Bring(commit(1), "kim")).status())
        .isEqualTo(Reply.Status.STARTED);

    assertThat(refusal()).map(Refusal::release).contains(commit(3));
  }

  @Test
  void aRefusalThatCouldNotBeWrittenIsWrittenByTheNextDelivery() {
    world.push(2, WRONG);
    world.rollouts.faults().next("refuse", new Failure(Failure.Kind.UNAVAILABLE, "E", "try again"));

    assertThatThrownBy(() -> world.handle(new Trigger.Pushed())).hasMessageContaining("try again");
    world.handle(new Trigger.Pushed());

    assertThat(refusal()).map(Refusal::release).contains(commit(2));
  }

  @Test
  void peopleAreToldOfARefusalOnceACommitWithWhatStandsInstead() {
    world.pushed(1, AS_IT_IS);
    refused(2);
    refused(2);
    world.handle(new Trigger.Sweep(false, "ann"));
    world.settle();
    refused(3);

    List<RefusedPush> told = told();
    assertThat(told)
        .extracting(push -> push.refusal().release())
        .containsExactly(commit(2), commit(3));
    assertThat(told.getFirst().stays()).contains(commit(1));
    assertThat(told.getFirst().errors()).isNotEmpty();
  }

  @Test
  void aRefusalThatCannotBeToldStandsAllTheSame() {
    world.notices.faults().next("tell", new Failure(Failure.Kind.THROTTLED, "E", "slow down"));
    refused(2);

    assertThat(refusal()).map(Refusal::release).contains(commit(2));
    assertThat(told()).isEmpty();
  }

  private List<RefusedPush> told() {
    return world.notices.told().stream()
        .filter(Notice.Refused.class::isInstance)
        .map(notice -> ((Notice.Refused) notice).push())
        .toList();
  }

  private void refused(int commit) {
    world.push(commit, WRONG);
    assertThat(world.handle(new Trigger.Pushed()).status()).isEqualTo(Reply.Status.REFUSED);
  }

  private Optional<Refusal> refusal() {
    return world.rollouts.overview().refusal();
  }
}
