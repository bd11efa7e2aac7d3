package dev.fleetaccess.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Failure.Kind;
import dev.fleetaccess.plan.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PatienceTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private final Patience patience = new Patience(Duration.ofSeconds(30), new SplittableRandom(1));

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatCanPassIsTriedAgainAndEverythingEnds(Kind kind) {
    assertThat(patience.after(failure(kind), 0).isPresent()).isEqualTo(kind.retryable());
    assertThat(patience.after(failure(kind), 1_000)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {4}")
  @CsvSource({
    "THROTTLED, 2, 300, 25, a whole fleet may wait for one rate",
    "NOT_READY, 5, 120, 45, a new account takes up to an hour",
    "CONFLICT, 10, 120, 20, somebody else's operation takes a minute or two",
    "UNAVAILABLE, 5, 120, 15, a service in trouble comes back within the half hour",
    "UNKNOWN, 10, 120, 5, it may never pass",
    "DRIFT, 0, 0, 0, somebody has to stop what changes it",
    "DENIED, 0, 0, 0, somebody has to let us in",
    "DENIED_BY_CONTROL_POLICY, 0, 0, 0, somebody has to lift the policy",
    "INVALID, 0, 0, 0, somebody has to correct it",
    "LIMIT, 0, 0, 0, somebody has to make room",
    "ROLLED_BACK, 0, 0, 0, a state alone never causes a second try",
    "LOST, 0, 0, 0, it was tried three times"
  })
  void eachKindHasItsTerms(Kind kind, int base, int cap, int tries, String reason) {
    assertThat(Patience.terms(kind))
        .as(reason)
        .isEqualTo(new Patience.Terms(Duration.ofSeconds(base), Duration.ofSeconds(cap), tries));
    assertThat(kind.nextStep()).endsWith(".");
  }

  @Test
  void pollsAndFailuresAreCountedApart() {
    Attempt polled = Attempt.FIRST.looked().looked().looked();

    assertThat(polled.visit()).isEqualTo(3);
    assertThat(polled.failures()).isZero();
    assertThat(polled.failed(Kind.THROTTLED).failures()).isEqualTo(1);
    assertThat(polled.failed(Kind.THROTTLED).looks()).isEqualTo(3);
  }

  @Test
  void eachKindOfFailureHasItsOwnPatience() {
    Attempt attempt = Attempt.FIRST;
    for (int i = 0; i < 6; i++) {
      attempt = attempt.failed(Kind.NOT_READY);
    }

    assertThat(patience.after(failure(Kind.UNKNOWN), attempt.failures(Kind.UNKNOWN)))
        .as("it occurs for the first time")
        .isPresent();
  }

  @Test
  void kindsThatTakeTurnsEndNevertheless() {
    Attempt attempt = Attempt.FIRST;
    int visits = 0;
    for (Kind kind = Kind.THROTTLED;
        patience.after(failure(kind), attempt.failures(kind)).isPresent();
        kind = kind == Kind.THROTTLED ? Kind.UNAVAILABLE : Kind.THROTTLED) {
      attempt = attempt.failed(kind);
      visits++;
    }

    assertThat(visits).isEqualTo(31);
  }

  @Test
  void aNewAccountIsWaitedForAtLeastHalfAnHour() {
    Duration waited = Duration.ZERO;
    int failures = 0;
    for (Optional<Duration> next = patience.after(failure(Kind.NOT_READY), failures);
        next.isPresent();
        next = patience.after(failure(Kind.NOT_READY), failures)) {
      waited = waited.plus(next.get());
      failures++;
    }
    assertThat(waited).isBetween(Duration.ofMinutes(30), Duration.ofHours(2));
  }

  @Test
  void waitsGrowAndDifferFromEachOther() {
    Duration first = patience.after(failure(Kind.THROTTLED), 0).orElseThrow();
    Duration tenth = patience.after(failure(Kind.THROTTLED), 10).orElseThrow();
    assertThat(first).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(tenth).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(5));
    assertThat(patience.after(failure(Kind.THROTTLED), 10)).isNotEqualTo(Optional.of(tenth));
  }

  @Test
  void aStackInProgressIsLookedAtMoreAndMoreSeldomAndNotForEver() {
    assertThat(patience.whileBusy(1)).contains(Duration.ofMillis(7_500));
    assertThat(patience.eager().whileBusy(1)).contains(Duration.ofMillis(1_875));
    assertThat(patience.whileBusy(50)).contains(Duration.ofMinutes(2));
    assertThat(patience.whileBusy(Patience.MOST_LOOKS)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} minutes after joining is {2}")
  @CsvSource({
    "DENIED, 5, NOT_READY",
    "DENIED, 61, DENIED",
    "NOT_READY, 5, NOT_READY",
    "NOT_READY, 61, DENIED",
    "THROTTLED, 5, THROTTLED",
    "DENIED_BY_CONTROL_POLICY, 5, DENIED_BY_CONTROL_POLICY"
  })
  void anAccountsAgeTellsNotReadyFromDenied(Kind said, int minutes, Kind meant) {
    Instant joined = NOW.minus(Duration.ofMinutes(minutes));
    assertThat(Patience.named(failure(said), Optional.of(joined), Optional.empty(), NOW).kind())
        .isEqualTo(meant);
  }

  @ParameterizedTest(name = "{0}, first seen {1} minutes ago, is {2}: {3}")
  @CsvSource({
    "DENIED, , DENIED, the service's word stands",
    "NOT_READY, , NOT_READY, likewise",
    "DENIED, 5, DENIED, an account seen lately need not be new",
    "NOT_READY, 5, NOT_READY, and it may be",
    "NOT_READY, 60, DENIED, it is as old at least",
    "UNAVAILABLE, 60, UNAVAILABLE, it has nothing to do with the age"
  })
  void whereItIsUnknownWhenAnAccountJoinedItIsAsOldAsTheLedgerKnowsIt(
      Kind said, Integer minutes, Kind meant, String reason) {
    Optional<Instant> firstSeen =
        Optional.ofNullable(minutes).map(ago -> NOW.minus(Duration.ofMinutes(ago)));
    assertThat(Patience.named(failure(said), Optional.empty(), firstSeen, NOW).kind())
        .as(reason)
        .isEqualTo(meant);
  }

  @Test
  void whatIsKnownOfTheJoinCountsMoreThanWhenTheAccountWasFirstSeen() {
    assertThat(
            Patience.named(
                    failure(Kind.NOT_READY),
                    Optional.of(NOW.minus(Duration.ofMinutes(5))),
                    Optional.of(NOW.minus(Duration.ofHours(2))),
                    NOW)
                .kind())
        .as("it left and came back")
        .isEqualTo(Kind.NOT_READY);
  }

  private static Failure failure(Kind kind) {
    return new Failure(kind, "Code", "message");
  }
}
