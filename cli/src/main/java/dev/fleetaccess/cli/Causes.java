package dev.fleetaccess.cli;

import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Standing;
import dev.fleetaccess.report.CauseGroup;
import dev.fleetaccess.report.CauseGroups;
import java.util.List;

/** Accounts that do not have what they should, or are not proven, by why. */
final class Causes {
  private Causes() {}

  /**
   * The cause of the most accounts first; whoever is under way, waits or is left out is not among
   * them.
   */
  static List<CauseGroup> of(Coverage coverage) {
    var groups = new CauseGroups();
    for (AccountCoverage account : coverage.accounts()) {
      Standing standing = account.standing();
      switch (standing.state()) {
        case FAILING, NEVER_REACHED, BEHIND, NOT_PROVEN, ORPHANED ->
            groups.add(kind(standing), standing.why(), standing.nextStep(), account.account());
        case PROVEN, COVERED, UNDER_WAY, NOT_YET_REACHED, WAITING, LEFT_OUT -> {}
      }
    }
    return groups.sorted();
  }

  private static String kind(Standing standing) {
    return standing instanceof Standing.Failing failing ? failing.kind() : standing.state().name();
  }
}
