package dev.fleetaccess.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Needs;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The organization is asked at one rate, however many rollouts list it. */
class ListingPaceTest {
  private static final Duration LONG_AGO = Duration.ofHours(1);

  private final FakeClock clock = new FakeClock();

  @ParameterizedTest(name = "{0} listing at once, {1} s into an invocation: {2} pages")
  @CsvSource({
    "1,  0, 9,  'three quarters of a burst of 12'",
    "1,  5, 39, 'and of 8 a second'",
    "2,  0, 4,  'half of that'",
    "2,  5, 19, 'half of that'",
    "3,  5, 13, 'a third of it'",
    "50, 0, 1,  'one comes further at each invocation'"
  })
  void rolloutsThatListSideBySideShareTheRate(int sharers, int seconds, int pages, String reason) {
    Rollout rollout =
        Rollout.of(
                "release-000000000001",
                Rollout.Kind.RELEASE,
                new CommitId("a".repeat(40)),
                new Scope.Everyone(),
                clock.instant())
            .done();
    clock.advance(LONG_AGO);
    var pace = new ListingPace(new Rates(75), Needs.NOTHING, rollout, sharers, clock);
    clock.advance(Duration.ofSeconds(seconds));

    Listing listing = rollout.listing();
    int asked = 0;
    while (pace.page(listing)) {
      listing = listing.afterPage(Optional.of(new Cursor("next")), 0);
      asked++;
    }

    assertThat(asked).as(reason).isEqualTo(pages);
  }
}
