package dev.fleetaccess.cli;

import java.util.List;
import java.util.Map;

/** What units are called. Organizations alone knows; the ledger has their ids. */
@FunctionalInterface
interface UnitNames {
  /**
   * The names of the units right below those, by id: a call for each of them and 20 units. What
   * cannot be told is left out, since an id will do.
   *
   * @param parents ids of units and roots
   */
  Map<String, String> below(List<String> parents);
}
