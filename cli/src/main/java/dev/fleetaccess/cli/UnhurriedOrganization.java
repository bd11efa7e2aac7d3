package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.fleet.Page;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.plan.Rates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An organization that is asked no faster than a share of AWS's published rates, and again where it
 * is throttled or does not answer. A person who asks has the time to wait.
 */
final class UnhurriedOrganization implements Organization {
  /** What the functions leave to others, as they are deployed: 25 %. */
  private static final Rates RATES = new Rates(25);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** Waits of 1, 2, 4, 8 and 16 seconds. */
  private static final int TRIES = 6;

  private final Organization organization;
  private final InstantSource clock;
  private final Books.Pause pause;
  private final Map<Call, Asked> asked = new EnumMap<>(Call.class);

  /** Calls of a kind have a rate of their own. */
  private enum Call {
    ACCOUNTS,
    ACCOUNTS_BELOW,
    UNITS_BELOW,
    PARENT,
    TAGS;

    long allowed(Duration since) {
      return switch (this) {
        case ACCOUNTS -> RATES.pages(since);
        case ACCOUNTS_BELOW, UNITS_BELOW, PARENT -> RATES.steps(since);
        case TAGS -> RATES.tags(since);
      };
    }
  }

  private static final class Asked {
    private final Instant since;
    private int times;

    Asked(Instant since) {
      this.since = since;
    }
  }

  UnhurriedOrganization(Organization organization, InstantSource clock, Books.Pause pause) {
    this.organization = Objects.requireNonNull(organization);
    this.clock = Objects.requireNonNull(clock);
    this.pause = Objects.requireNonNull(pause);
  }

  @Override
  public OrganizationFacts describe() {
    return again(organization::describe);
  }

  @Override
  public Page<Account> accounts(Optional<Cursor> from) {
    return ask(Call.ACCOUNTS, () -> organization.accounts(from));
  }

  @Override
  public Optional<Account> account(AccountId id) {
    return again(() -> organization.account(id));
  }

  @Override
  public String root() {
    return again(organization::root);
  }

  @Override
  public Page<String> units(String parent, Optional<Cursor> from) {
    return ask(Call.UNITS_BELOW, () -> organization.units(parent, from));
  }

  @Override
  public Page<Account> accounts(String parent, Optional<Cursor> from) {
    return ask(Call.ACCOUNTS_BELOW, () -> organization.accounts(parent, from));
  }

  @Override
  public Optional<String> parent(String child) {
    return ask(Call.PARENT, () -> organization.parent(child));
  }

  @Override
  public Map<String, String> tags(AccountId account) {
    return ask(Call.TAGS, () -> organization.tags(account));
  }

  private <T> T ask(Call call, Supplier<T> question) {
    Asked before = asked.computeIfAbsent(call, first -> new Asked(clock.instant()));
    while (before.times >= call.allowed(Duration.between(before.since, clock.instant()))) {
      rest(LOOK_AGAIN);
    }
    before.times++;
    return again(question);
  }

  private <T> T again(Supplier<T> question) {
    for (int tried = 1; tried < TRIES; tried++) {
      try {
        return question.get();
      } catch (RemoteFailure e) {
        if (!e.failure().kind().retryable()) {
          throw e;
        }
        rest(Duration.ofSeconds(1L << (tried - 1)));
      }
    }
    return question.get();
  }

  private void rest(Duration time) {
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
