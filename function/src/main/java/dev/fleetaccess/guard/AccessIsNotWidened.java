package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * A release gives nobody more than the one that finished last, unless its manifest allows just
 * that. What is taken away is a note. The first release of all has nothing to be compared with.
 */
final class AccessIsNotWidened implements Rule {
  /** How the ids of all its findings begin. */
  static final String FINDINGS = "change-";

  @Override
  public List<Finding> examine(Examined release) {
    var findings = new ArrayList<Finding>();
    for (Examined.Change change : release.everywhere().changes()) {
      compare(change.before().access(), change.after().access(), findings);
    }
    return findings;
  }

  private static void compare(
      List<RoleAccess> before, List<RoleAccess> after, List<Finding> findings) {
    for (RoleAccess role : after) {
      Counterpart.of(role.role(), before, RoleAccess::role)
          .ifPresentOrElse(
              old -> findings.addAll(new AccessChange(old, role).find()),
              () -> findings.add(AccessChange.added(role)));
    }
    for (RoleAccess old : before) {
      if (Counterpart.of(old.role(), after, RoleAccess::role).isEmpty()) {
        findings.add(
            Finding.note(
                "change-loses-role",
                old.role().file(),
                1,
                old.role().stack().name() + ": the role '" + old.role().id() + "' is gone."));
      }
    }
  }
}
