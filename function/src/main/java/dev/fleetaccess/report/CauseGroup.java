package dev.fleetaccess.report;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Entry;
import java.util.List;
import java.util.Objects;

/**
 * Accounts that failed alike: the cause stands once, however many they are.
 *
 * @param kind the failure's kind, {@code REFUSED}, or {@code NOT_PROVEN}
 * @param cause the first cause, in the service's words or ours
 * @param nextStep what a person can do; empty where the cause says it
 * @param accounts the accounts, in order
 */
public record CauseGroup(String kind, String cause, String nextStep, List<AccountId> accounts) {
  public CauseGroup {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(cause);
    Objects.requireNonNull(nextStep);
    accounts = List.copyOf(accounts);
  }

  /**
   * Groups what failed and what is not proven by its cause, the cause of the most accounts first.
   *
   * @param failures items that failed or were refused
   * @param unproven items that are right and that the hub could not enter
   */
  public static List<CauseGroup> of(List<Entry> failures, List<Entry> unproven) {
    var groups = new CauseGroups();
    for (Entry entry : failures) {
      entry
          .failure()
          .ifPresentOrElse(
              failure -> add(groups, failure, entry.account()),
              () -> groups.add(Entry.State.REFUSED.name(), entry.note(), "", entry.account()));
    }
    for (Entry entry : unproven) {
      String why = "not proven: " + entry.proving().broken().orElseThrow();
      groups.add("NOT_PROVEN", why, "", entry.account());
    }
    return groups.sorted();
  }

  /** The cause and what to do, in one line. */
  public String words() {
    return nextStep.isEmpty() ? cause : cause + " → " + nextStep;
  }

  private static void add(CauseGroups groups, Failure failure, AccountId account) {
    groups.add(
        failure.kind().name(),
        failure.code() + ": " + failure.message(),
        failure.kind().nextStep(),
        account);
  }
}
