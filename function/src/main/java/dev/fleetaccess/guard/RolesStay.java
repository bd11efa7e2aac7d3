package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No role is made anew by the way. CloudFormation replaces a role whose name, path or logical id
 * changes; the new one has another unique id, and whatever names the old one breaks without a word.
 */
final class RolesStay implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (Examined.Change change : examined.changes()) {
      List<PlacedRole> old = change.before().roles();
      for (PlacedRole role : change.after().roles()) {
        replaced(role, old).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> replaced(PlacedRole role, List<PlacedRole> before) {
    Optional<PlacedRole> same =
        before.stream()
            .filter(old -> old.stack().name().equals(role.stack().name()))
            .filter(old -> old.id().equals(role.id()))
            .findFirst();
    if (same.isPresent()) {
      if (!same.get().path().equals(role.path())) {
        return Optional.of(finding(role, "Path", "its path was " + said(same.get().path())));
      }
      return same.get().name().equals(role.name())
          ? Optional.empty()
          : Optional.of(finding(role, "RoleName", "its name was " + said(same.get().name())));
    }
    return Counterpart.named(role, before, one -> one)
        .map(
            old ->
                finding(
                    role,
                    "RoleName",
                    "the role of this name was '"
                        + old.id()
                        + "' of the stack "
                        + old.stack().name()));
  }

  private static String said(Optional<String> text) {
    return text.map(one -> "'" + one + "'").orElse("left to CloudFormation");
  }

  private static Finding finding(PlacedRole role, String property, String why) {
    return role.stack().replace()
        ? role.warning(
            "role-replaced",
            role.line(property),
            "The role '"
                + role.id()
                + "' is made anew ("
                + why
                + "), as 'replace: true' says: whatever names it by its unique id breaks.")
        : role.error(
            "role-replaced",
            role.line(property),
            "The role '"
                + role.id()
                + "' would be made anew ("
                + why
                + "), and whatever names it by its unique id would break: leave it, or write"
                + " 'replace: true' at the stack "
                + role.stack().name()
                + " in fleet.yaml.");
  }
}
