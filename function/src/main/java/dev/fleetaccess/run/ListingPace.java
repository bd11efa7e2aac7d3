package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.release.Needs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * How much one invocation may ask of the organization by now: what the rates have allowed since the
 * listing began, and no more at a time than its part of what they allow since the invocation did.
 */
final class ListingPace {
  private final Rates rates;
  private final Needs needs;
  private final int sharers;
  private final InstantSource clock;
  private final Instant began;
  private final Instant entered;
  private final Listing before;

  /**
   * The pace of a rollout's listing, from now on.
   *
   * @param sharers how many rollouts list side by side, this one among them: they ask no more
   *     together than one of them alone
   */
  ListingPace(Rates rates, Needs needs, Rollout rollout, int sharers, InstantSource clock) {
    this.rates = Objects.requireNonNull(rates);
    this.needs = Objects.requireNonNull(needs);
    this.sharers = Math.max(1, sharers);
    this.clock = Objects.requireNonNull(clock);
    this.began = rollout.listedFrom();
    this.entered = clock.instant();
    this.before = rollout.listing();
  }

  /** Whether one more page may be asked for, and the first account on it. */
  boolean page(Listing listing) {
    return listing.pages() < pages(began)
        && listing.pages() - before.pages() < own(pages(entered))
        && (!needs.tags() || tags(listing.lookups()));
  }

  private long pages(Instant from) {
    Duration since = Duration.between(from, clock.instant());
    return needs.units() ? rates.steps(since) : rates.pages(since);
  }

  /** Its part of them, and one at least, or an invocation would come no further. */
  private long own(long calls) {
    return Math.max(1, calls / sharers);
  }

  /** Whether the tags of one more account may be asked for, after so many lookups. */
  boolean tags(int lookups) {
    return lookups < rates.tags(Duration.between(began, clock.instant()))
        && lookups - before.lookups() < own(rates.tags(Duration.between(entered, clock.instant())));
  }

  /** Whether one account more may be looked up by itself, with all that stands above it. */
  boolean account(Listing listing) {
    return needs.units()
        ? listing.lookups() < rates.steps(Duration.between(began, clock.instant()))
            && listing.lookups() - before.lookups()
                < own(rates.steps(Duration.between(entered, clock.instant())))
        : !needs.tags() || tags(listing.lookups());
  }
}
