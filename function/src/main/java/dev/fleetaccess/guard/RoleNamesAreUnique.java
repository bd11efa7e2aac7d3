package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** No account gets two roles of one name: IAM tells them apart by neither case nor path. */
final class RoleNamesAreUnique implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (AccountId account : examined.sortsOfAccount()) {
      Map<String, PlacedRole> seen = new HashMap<>();
      for (PlacedRole role : examined.roles(account)) {
        role.name()
            .map(name -> seen.putIfAbsent(name.toLowerCase(Locale.ROOT), role))
            .ifPresent(
                before ->
                    findings.add(
                        role.error(
                            "role-name-twice",
                            role.line("RoleName"),
                            "The stack "
                                + before.stack().name()
                                + " makes a role '"
                                + before.name().orElse("")
                                + "' in the same account, whatever the path: give this one"
                                + " another name.")));
      }
    }
    return findings;
  }
}
