package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Accounts that a manifest chooses: those that are named, and those that stand in or below a unit,
 * and those that carry every one of the tags. The three add up; one that is left out adds nobody.
 *
 * @param accounts accounts named by their ids
 * @param units ids of organizational units or of the root; accounts below count too
 * @param tags names and values; an account carries all of them or is not chosen by them
 */
public record Selector(Set<AccountId> accounts, Set<String> units, Map<String, String> tags) {
  /** Chooses no account. */
  public static final Selector NOBODY = new Selector(Set.of(), Set.of(), Map.of());

  public Selector {
    accounts = Collections.unmodifiableSortedSet(new TreeSet<>(accounts));
    units = Collections.unmodifiableSortedSet(new TreeSet<>(units));
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  /** Whether the account is chosen. */
  public boolean matches(AccountId account, Traits traits) {
    // Asked for every account again and again; most stacks leave nobody out.
    return !accounts.isEmpty() && accounts.contains(account)
        || !units.isEmpty() && traits.units().stream().anyMatch(units::contains)
        || (!tags.isEmpty() && traits.tags().entrySet().containsAll(tags.entrySet()));
  }

  /** Whether units have to be known to tell. */
  public boolean needsUnits() {
    return !units.isEmpty();
  }

  /** Whether tags have to be known to tell. */
  public boolean needsTags() {
    return !tags.isEmpty();
  }

  /** Whether it chooses no account, whatever its traits. */
  public boolean isNobody() {
    return equals(NOBODY);
  }
}
