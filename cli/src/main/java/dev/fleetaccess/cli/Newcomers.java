package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The accounts that joined lately: how long each took from joining until the hub had entered it.
 *
 * @param since who joined later is among them
 * @param proven those that are proven, the quickest first
 * @param waiting those that never were
 */
record Newcomers(Instant since, List<Timed> proven, List<AccountId> waiting) {
  /** What is older says nothing of how it is now. */
  private static final Duration LATELY = Duration.ofDays(30);

  Newcomers {
    Objects.requireNonNull(since);
    proven = proven.stream().sorted(Comparator.comparing(Timed::after)).toList();
    waiting = List.copyOf(waiting);
  }

  /**
   * One of them.
   *
   * @param account the account
   * @param after how long after it joined it was first proven
   */
  record Timed(AccountId account, Duration after) {
    Timed {
      Objects.requireNonNull(account);
      Objects.requireNonNull(after);
    }
  }

  /** Those of the last 30 days. */
  static Newcomers of(Coverage coverage, Instant now) {
    Instant since = now.minus(LATELY);
    List<Timed> proven = new ArrayList<>();
    List<AccountId> waiting = new ArrayList<>();
    for (AccountCoverage account : coverage.accounts()) {
      if (account.joined().filter(since::isBefore).isEmpty()) {
        continue;
      }
      account.untilProven().ifPresent(after -> proven.add(new Timed(account.account(), after)));
      if (!hasBeenProven(account)) {
        waiting.add(account.account());
      }
    }
    return new Newcomers(since, proven, waiting);
  }

  private static boolean hasBeenProven(AccountCoverage account) {
    return account.stacks().stream()
        .flatMap(stack -> stack.holding().stream())
        .anyMatch(holding -> holding.proven().isPresent());
  }

  /** What half of them did not exceed. */
  Optional<Duration> middle() {
    return proven.isEmpty()
        ? Optional.empty()
        : Optional.of(proven.get((proven.size() - 1) / 2).after());
  }

  /** The longest that one of them took. */
  Optional<Duration> longest() {
    return proven.isEmpty() ? Optional.empty() : Optional.of(proven.getLast().after());
  }

  /** Which one that was. */
  Optional<AccountId> slowest() {
    return proven.isEmpty() ? Optional.empty() : Optional.of(proven.getLast().account());
  }
}
