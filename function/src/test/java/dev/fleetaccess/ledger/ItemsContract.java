package dev.fleetaccess.ledger;

import static dev.fleetaccess.ledger.LedgerSamples.DUE;
import static dev.fleetaccess.ledger.LedgerSamples.NOW;
import static dev.fleetaccess.ledger.LedgerSamples.RELEASE;
import static dev.fleetaccess.ledger.LedgerSamples.account;
import static dev.fleetaccess.ledger.LedgerSamples.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Items} keeps to. */
public abstract class ItemsContract {
  private static final String ROLLOUT = "release-1";
  private static final Entry PLANNED = planned(ROLLOUT, account(1));
  private static final Failure DENIED =
      new Failure(Failure.Kind.DENIED, "AccessDenied", "not authorized");

  private Items items;

  /** Items that are empty. */
  protected abstract Items port();

  @BeforeEach
  void begin() {
    items = port();
  }

  @Test
  void atFirstThereIsNothing() {
    assertThat(items.find(ROLLOUT, account(1), "FleetAccess-Spoke")).isEmpty();
    assertThat(items.of(ROLLOUT)).isEmpty();
  }

  @Test
  void whatIsPlannedIsFound() {
    assertThat(items.plan(PLANNED)).isEmpty();
    assertThat(stored()).isEqualTo(PLANNED);
  }

  @Test
  void everythingAnItemHoldsComesBack() {
    var full =
        Entry.of(ROLLOUT, RELEASE, account(1), "FleetAccess-Spoke", NOW.plusNanos(1))
            .stage(2)
            .wave(3)
            .traits(
                new Traits(List.of("ou-abcd-12345678", "r-abcd"), Map.of("team", "red", "a", "")))
            .state(Entry.State.SENT)
            .attempt(
                new Attempt(
                    7,
                    4,
                    2,
                    Map.of(Failure.Kind.THROTTLED, 1, Failure.Kind.UNKNOWN, 2),
                    1,
                    3,
                    Optional.of("token"),
                    Optional.of("AWSControlTowerExecution"),
                    new Course(
                        Course.Kind.REVERTED, "its trust policy differs", Optional.of("repair"))))
            .resent(1)
            .note("CREATE_IN_PROGRESS")
            .failure(Optional.of(DENIED))
            .calls(12)
            .due(DUE)
            .joined(Optional.of(NOW.minusSeconds(90)))
            .listed(Optional.of(NOW))
            .proving(new Proving(Optional.of(NOW), Optional.of("why"), 4))
            .begun(Optional.of(NOW.plusSeconds(7)))
            .clearance(Entry.Clearance.SHOWN)
            .done();

    items.plan(full);

    assertThat(stored()).isEqualTo(full);
  }

  @Test
  void whatIsThereIsNotPlannedAgain() {
    Entry sent = PLANNED.sent(NOW.plusSeconds(1), DUE.plusSeconds(1));
    items.plan(PLANNED);
    items.record(PLANNED, sent);

    assertThat(items.plan(PLANNED)).contains(sent);
    assertThat(stored()).isEqualTo(sent);
  }

  @Test
  void planningAgainChangesNothingEvenWhereNothingStood() {
    items.plan(PLANNED);
    Entry richer = PLANNED.visited(Attempt.FIRST.wrote("token"), "why", 2, NOW, DUE);

    items.plan(richer.ended(Entry.State.FAILED, "why", Optional.of(DENIED), 0, NOW));

    assertThat(stored()).isEqualTo(PLANNED);
  }

  @Test
  void whoHasAMessageThatIsAheadOfTheLedgerEndsItsItemThoughTheLedgerCatchesUp() {
    Attempt second = Attempt.FIRST.looked();
    items.plan(PLANNED);
    items.record(PLANNED, PLANNED.visited(second, "sent before it was recorded", 0, NOW, DUE));

    Entry ended =
        PLANNED.upTo(second).ended(Entry.State.FAILED, "denied", Optional.of(DENIED), 0, NOW);

    assertThat(items.record(PLANNED, ended)).as("as it was read").isFalse();
    assertThat(items.record(PLANNED.upTo(second), ended)).as("as its message knows it").isTrue();
    assertThat(stored().state()).isEqualTo(Entry.State.FAILED);
  }

  @Test
  void anAccountThatTheListingNamesIsMarkedAsListed() {
    items.plan(PLANNED);

    assertThat(items.plan(planned(ROLLOUT, account(1), true))).contains(PLANNED);
    assertThat(stored()).isEqualTo(planned(ROLLOUT, account(1), true));

    items.plan(PLANNED);
    assertThat(stored().listed()).as("it stays listed").contains(NOW);
  }

  @Test
  void whenAnAccountJoinedIsFilledInLater() {
    Entry told = PLANNED.told(Optional.of(NOW.minusSeconds(90)), Optional.of(NOW));
    items.plan(PLANNED);
    items.plan(told);
    assertThat(stored()).isEqualTo(told);

    items.plan(PLANNED);
    items.record(PLANNED, PLANNED.sent(NOW, DUE));

    assertThat(stored().joined()).as("it stays known").contains(NOW.minusSeconds(90));
  }

  @Test
  void aRecordDoesNotForgetThatTheListingCameByMeanwhile() {
    items.plan(PLANNED);
    items.plan(planned(ROLLOUT, account(1), true));

    assertThat(items.record(PLANNED, PLANNED.sent(NOW, DUE))).isTrue();

    assertThat(stored().state()).isEqualTo(Entry.State.SENT);
    assertThat(stored().listed()).contains(NOW);
  }

  @Test
  void anAccountThatIsListedAnewIsListedSinceThen() {
    Entry first = planned(ROLLOUT, account(1), true);
    items.plan(first);
    items.plan(first.but().listed(Optional.of(NOW.plusSeconds(60))).done());

    assertThat(items.record(first, first.sent(NOW, DUE)))
        .as("by somebody who read it before")
        .isTrue();

    assertThat(stored().listed()).contains(NOW.plusSeconds(60));
  }

  @Test
  void aVisitIsRecordedOnce() {
    items.plan(PLANNED);
    Entry first = PLANNED.visited(PLANNED.attempt().wrote("mine"), "mine", 3, NOW, DUE);
    Entry duplicate = PLANNED.visited(PLANNED.attempt().wrote("other"), "other", 3, NOW, DUE);

    assertThat(items.record(PLANNED, first)).isTrue();
    assertThat(items.record(PLANNED, duplicate)).isFalse();
    assertThat(stored()).isEqualTo(first);
  }

  @Test
  void aVisitMayBeRecordedThoughTheMessageBeforeItWasNot() {
    items.plan(PLANNED);
    Entry ahead = PLANNED.visited(Attempt.FIRST.at(4), "", 0, NOW, DUE);

    assertThat(
            items.record(ahead, ahead.ended(Entry.State.CONVERGED, "", Optional.empty(), 2, NOW)))
        .isTrue();
    assertThat(stored().state()).isEqualTo(Entry.State.CONVERGED);
  }

  @Test
  void whatHasEndedIsNotOpenedByAnOldHand() {
    items.plan(PLANNED);
    Entry converged = PLANNED.ended(Entry.State.CONVERGED, "", Optional.empty(), 2, NOW);
    items.record(PLANNED, converged);

    assertThat(items.record(PLANNED, PLANNED.sent(NOW, DUE))).isFalse();
    assertThat(stored()).isEqualTo(converged);
  }

  @Test
  void whoSawTheEndMayChangeIt() {
    items.plan(PLANNED);
    Entry failed = PLANNED.ended(Entry.State.FAILED, "", Optional.of(DENIED), 2, NOW);
    items.record(PLANNED, failed);
    Entry skipped = failed.as(Entry.State.SKIPPED, "the account is suspended", NOW);

    assertThat(items.record(failed, skipped)).isTrue();
    assertThat(stored()).isEqualTo(skipped);
    assertThat(items.record(failed, failed.as(Entry.State.PLANNED, "again", NOW)))
        .as("it has not failed any more")
        .isFalse();
  }

  @Test
  void nothingIsRecordedOfWhatWasNeverPlanned() {
    assertThat(items.record(PLANNED, PLANNED.sent(NOW, DUE))).isFalse();
    assertThat(items.find(ROLLOUT, account(1), "FleetAccess-Spoke")).isEmpty();
  }

  @Test
  void everyItemOfARolloutAndNoOtherIsListedByAccount() {
    List<Entry> mine = IntStream.range(0, 60).mapToObj(i -> planned(ROLLOUT, account(i))).toList();
    mine.reversed().forEach(items::plan);
    items.plan(planned("release-11", account(1)));

    assertThat(items.of(ROLLOUT)).containsExactlyElementsOf(mine);
  }

  private Entry stored() {
    return items.find(ROLLOUT, account(1), "FleetAccess-Spoke").orElseThrow();
  }
}
