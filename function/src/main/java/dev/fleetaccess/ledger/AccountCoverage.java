package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one account stands against what it should have.
 *
 * @param account the account
 * @param traits what is known of it
 * @param stacks how each of its stacks stands, at least one
 * @param untilCovered how long it took from joining the organization to having its roles; empty
 *     where that is not known
 */
public record AccountCoverage(
    AccountId account, Traits traits, List<StackCoverage> stacks, Optional<Duration> untilCovered) {
  public AccountCoverage {
    Objects.requireNonNull(account);
    Objects.requireNonNull(traits);
    stacks = List.copyOf(stacks);
    Objects.requireNonNull(untilCovered);
    if (stacks.isEmpty()) {
      throw new IllegalArgumentException("nothing is known of " + account);
    }
  }

  /**
   * How one stack of an account stands.
   *
   * @param stack its name
   * @param standing how it stands
   * @param holding what the account has of it, as last seen
   * @param item the latest item about it that was looked into
   */
  public record StackCoverage(
      String stack, Standing standing, Optional<Holding> holding, Optional<Entry> item) {
    public StackCoverage {
      Objects.requireNonNull(stack);
      Objects.requireNonNull(standing);
      Objects.requireNonNull(holding);
      Objects.requireNonNull(item);
    }
  }

  /** The stack that stands for the account: the one in the worst state, or the last of the best. */
  public StackCoverage worst() {
    return stacks.stream().min(Comparator.comparing(stack -> stack.standing().state())).get();
  }

  /** How the account stands. */
  public Standing standing() {
    return worst().standing();
  }

  /** The release that the stack which stands for it was last brought to, not only begun of. */
  public Optional<CommitId> release() {
    return worst()
        .holding()
        .filter(holding -> holding.applied().isPresent())
        .flatMap(Holding::release);
  }

  /** When CloudFormation last changed one of its stacks. */
  public Optional<Instant> changed() {
    return stacks.stream()
        .flatMap(stack -> stack.holding().stream())
        .flatMap(holding -> holding.applied().stream())
        .map(Applied::changed)
        .max(Comparator.naturalOrder());
  }

  /**
   * How long it took from joining the organization until the hub had entered it and read there;
   * empty where it was there before FleetAccess, or was never proven.
   */
  public Optional<Duration> untilProven() {
    return stacks.stream()
        .flatMap(stack -> stack.holding().stream())
        .flatMap(holding -> holding.provenAfter().stream())
        .max(Comparator.naturalOrder());
  }

  /** When it joined, where it was new when it was first looked at. */
  public Optional<Instant> joined() {
    return stacks.stream()
        .flatMap(stack -> stack.holding().stream())
        .flatMap(holding -> holding.joined().stream())
        .min(Comparator.naturalOrder());
  }

  /** When it was last looked at. */
  public Optional<Instant> seen() {
    return stacks.stream()
        .flatMap(stack -> stack.holding().stream())
        .map(Holding::seen)
        .max(Comparator.naturalOrder());
  }
}
