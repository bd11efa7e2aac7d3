package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.run.UnitWalk;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The units that accounts stand in. The ledger knows them only where a manifest chooses accounts by
 * them; a picture of the organization wants them always, and asks.
 */
final class Units {
  private Units() {}

  /**
   * The coverage with every account's units: as the ledger has them where it has any, else as the
   * organization tells them now, one call for 20 accounts and two more a unit.
   *
   * @throws dev.fleetaccess.fleet.RemoteFailure where the organization does not tell
   */
  static Coverage with(Coverage coverage, Organization organization) {
    boolean known =
        coverage.accounts().stream().anyMatch(account -> !account.traits().units().isEmpty());
    if (known || coverage.accounts().isEmpty()) {
      return coverage;
    }
    var units = new HashMap<AccountId, List<String>>();
    UnitWalk.each(organization, (account, path) -> units.put(account.id(), path));
    return new Coverage(
        coverage.pointers(),
        coverage.accounts().stream().map(account -> with(account, units)).toList());
  }

  /**
   * What the units are called in which accounts stand, by their ids: each with those above it, the
   * root left out, as in {@code Workloads / Production}.
   */
  static Map<String, String> names(Collection<Traits> accounts, UnitNames names) {
    var paths = new TreeMap<String, List<String>>();
    var parents = new TreeSet<String>();
    for (Traits account : accounts) {
      List<String> units = account.units();
      for (int i = 0; i < units.size(); i++) {
        paths.putIfAbsent(units.get(i), units.subList(i, units.size()));
      }
      parents.addAll(units.subList(Math.min(1, units.size()), units.size()));
    }
    Map<String, String> told = parents.isEmpty() ? Map.of() : names.below(List.copyOf(parents));
    var whole = new HashMap<String, String>();
    paths.forEach(
        (unit, path) -> {
          if (unit.startsWith("r-")) {
            whole.put(unit, "Root");
          } else if (told.containsKey(unit)) {
            whole.put(
                unit,
                path.reversed().stream()
                    .filter(above -> !above.startsWith("r-"))
                    .map(above -> told.getOrDefault(above, above))
                    .collect(Collectors.joining(" / ")));
          }
        });
    return whole;
  }

  private static AccountCoverage with(AccountCoverage account, Map<AccountId, List<String>> units) {
    List<String> path = units.getOrDefault(account.account(), List.of());
    return new AccountCoverage(
        account.account(),
        new Traits(path, account.traits().tags()),
        account.stacks(),
        account.untilCovered());
  }
}
