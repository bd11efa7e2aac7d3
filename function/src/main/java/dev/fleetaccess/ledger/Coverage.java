package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.AccountCoverage.StackCoverage;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether every account is covered, and if not, why: what the ledger knows, held against what the
 * release declares. Pure.
 *
 * @param pointers which release the fleet has and which one is being brought
 * @param accounts every account that the ledger knows of, by id
 */
public record Coverage(Pointers pointers, List<AccountCoverage> accounts) {
  public Coverage {
    Objects.requireNonNull(pointers);
    accounts = List.copyOf(accounts);
  }

  /**
   * Holds what is known of each account against what it should have.
   *
   * @param wanted the stacks that an account should have
   * @param holdings the inventory, whole
   * @param rollouts the rollouts whose items are given
   * @param items items of the open rollouts, of the candidate's, and of the last one that looked at
   *     every account: those tell of accounts that the inventory does not know
   */
  public static Coverage of(
      Pointers pointers,
      Wanted wanted,
      List<Holding> holdings,
      Collection<Rollout> rollouts,
      List<Entry> items) {
    var judge = new CoverageJudge(pointers, wanted, rollouts, items);
    var known = new TreeMap<AccountId, TreeMap<String, Optional<Holding>>>();
    for (Entry entry : items) {
      if (judge.counts(entry)) {
        known
            .computeIfAbsent(entry.account(), absent -> new TreeMap<>())
            .putIfAbsent(entry.stack(), Optional.empty());
      }
    }
    for (Holding holding : holdings) {
      known
          .computeIfAbsent(holding.account(), absent -> new TreeMap<>())
          .put(holding.stack(), Optional.of(holding));
    }
    List<AccountCoverage> accounts = new ArrayList<>();
    known.forEach(
        (account, stacks) -> {
          List<StackCoverage> standings = new ArrayList<>();
          stacks.forEach((stack, holding) -> standings.add(judge.stack(account, stack, holding)));
          accounts.add(judge.account(account, standings));
        });
    return new Coverage(pointers, accounts);
  }

  /** What an account should have. */
  @FunctionalInterface
  public interface Wanted {
    /** Whether a release that the fleet has, or is being brought, declares the stack there. */
    boolean declares(Holding holding);

    /** The legs by which one of those releases spreads; empty where it could not be read. */
    default Optional<Itinerary> itinerary(CommitId release) {
      return Optional.empty();
    }

    /** What those releases declare; without any, whatever is there counts as declared. */
    static Wanted by(List<Release> releases) {
      return new Wanted() {
        @Override
        public boolean declares(Holding has) {
          return releases.isEmpty()
              || releases.stream()
                  .anyMatch(release -> release.places(has.stack(), has.account(), has.traits()));
        }

        @Override
        public Optional<Itinerary> itinerary(CommitId commit) {
          return releases.stream()
              .filter(release -> release.commit().equals(commit))
              .findFirst()
              .map(release -> Itinerary.waved(release.manifest()));
        }
      };
    }
  }

  /** Accounts by state; a state in which there is none is left out. */
  public Map<Standing.State, Integer> counts() {
    var counts = new EnumMap<Standing.State, Integer>(Standing.State.class);
    accounts.forEach(one -> counts.merge(one.standing().state(), 1, Integer::sum));
    return counts;
  }

  /** The accounts in that state. */
  public List<AccountCoverage> in(Standing.State state) {
    return accounts.stream().filter(one -> one.standing().state() == state).toList();
  }

  /** The accounts that should have something: those left out count neither way. */
  public int total() {
    return accounts.size() - counts().getOrDefault(Standing.State.LEFT_OUT, 0);
  }

  /** The accounts that have what they should. */
  public int covered() {
    return counts().entrySet().stream()
        .filter(count -> count.getKey().covered())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Whether every account that should have something has it. */
  public boolean complete() {
    return covered() == total() && total() > 0;
  }

  /** The account of that id. */
  public Optional<AccountCoverage> account(AccountId id) {
    return accounts.stream().filter(one -> one.account().equals(id)).findFirst();
  }

  /** Is every account covered, and if not, why? In one sentence. */
  public String sentence() {
    if (accounts.isEmpty()) {
      return "The ledger knows of no account: nothing has been rolled out yet.";
    }
    Map<Standing.State, Integer> counts = counts();
    String left =
        counts.containsKey(Standing.State.LEFT_OUT)
            ? " " + counts.get(Standing.State.LEFT_OUT) + " more left out."
            : "";
    if (complete()) {
      return (total() == 1 ? "Yes: the one account is" : "Yes: all " + total() + " accounts are")
          + " covered"
          + but(counts)
          + "."
          + left;
    }
    return "No: %d of %d accounts are covered; %s.%s"
        .formatted(covered(), total(), uncovered(counts), left);
  }

  private static String but(Map<Standing.State, Integer> counts) {
    String notes =
        counts.entrySet().stream()
            .filter(
                count ->
                    count.getKey() == Standing.State.NOT_PROVEN
                        || count.getKey() == Standing.State.ORPHANED
                        || count.getKey() == Standing.State.WAITING)
            .map(Coverage::words)
            .collect(Collectors.joining(", "));
    return notes.isEmpty() ? "" : "; " + notes;
  }

  private static String uncovered(Map<Standing.State, Integer> counts) {
    String notes =
        counts.entrySet().stream()
            .filter(count -> !count.getKey().covered())
            .filter(count -> count.getKey() != Standing.State.LEFT_OUT)
            .map(Coverage::words)
            .collect(Collectors.joining(", "));
    return notes.isEmpty() ? "none should have anything" : notes;
  }

  private static String words(Map.Entry<Standing.State, Integer> count) {
    return count.getValue() + " " + count.getKey().words();
  }
}
