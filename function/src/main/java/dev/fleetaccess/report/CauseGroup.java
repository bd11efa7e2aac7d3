package dev.fleetaccess.report;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

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
    var groups = new TreeMap<Cause, List<AccountId>>();
    failures.forEach(entry -> add(groups, cause(entry), entry));
    for (Entry entry : unproven) {
      String why = "not proven: " + entry.proving().broken().orElseThrow();
      add(groups, new Cause("NOT_PROVEN", why, ""), entry);
    }
    return groups.entrySet().stream()
        .map(
            group ->
                new CauseGroup(
                    group.getKey().kind,
                    group.getKey().cause,
                    group.getKey().nextStep,
                    group.getValue().stream().distinct().sorted().toList()))
        .sorted(Comparator.comparing((CauseGroup group) -> -group.accounts().size()))
        .toList();
  }

  /** The cause and what to do, in one line. */
  public String words() {
    return nextStep.isEmpty() ? cause : cause + " → " + nextStep;
  }

  private static Cause cause(Entry entry) {
    return entry
        .failure()
        .map(CauseGroup::cause)
        .orElseGet(() -> new Cause(Entry.State.REFUSED.name(), entry.note(), ""));
  }

  private static Cause cause(Failure failure) {
    return new Cause(
        failure.kind().name(),
        failure.code() + ": " + failure.message(),
        failure.kind().nextStep());
  }

  private static void add(TreeMap<Cause, List<AccountId>> groups, Cause cause, Entry entry) {
    groups.computeIfAbsent(cause, absent -> new ArrayList<>()).add(entry.account());
  }

  private record Cause(String kind, String cause, String nextStep) implements Comparable<Cause> {
    @Override
    public int compareTo(Cause other) {
      return Comparator.comparing(Cause::cause).thenComparing(Cause::kind).compare(this, other);
    }
  }
}
