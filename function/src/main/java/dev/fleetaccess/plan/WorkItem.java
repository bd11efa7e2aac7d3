package dev.fleetaccess.plan;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.CommitId;
import java.util.Objects;

/**
 * An address, not an instruction: look at this stack in this account. What is to be done is decided
 * on arrival, so that stale, repeated and reordered messages are harmless.
 *
 * @param rollout the rollout it belongs to
 * @param release the release whose stack the account should have
 * @param account the account to enter
 * @param stack the stack's name in the release
 * @param attempt how often it was tried
 */
public record WorkItem(
    String rollout, CommitId release, AccountId account, String stack, Attempt attempt) {
  public WorkItem {
    Objects.requireNonNull(rollout);
    Objects.requireNonNull(release);
    Objects.requireNonNull(account);
    Objects.requireNonNull(stack);
    Objects.requireNonNull(attempt);
  }

  /** The same address for another release. */
  public WorkItem bringing(CommitId other) {
    return new WorkItem(rollout, other, account, stack, attempt);
  }

  /** The same address at another attempt. */
  public WorkItem at(Attempt other) {
    return new WorkItem(rollout, release, account, stack, other);
  }
}
