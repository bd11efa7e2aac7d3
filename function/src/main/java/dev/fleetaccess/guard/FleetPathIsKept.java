package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Roles lie below the fleet's path, which is what policies protect them by. In the management
 * account another rule demands it.
 */
final class FleetPathIsKept implements Rule {
  private static final String PATH = "/security/";

  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (AccountId account : List.of(Examined.MEMBER, examined.hub())) {
      for (PlacedRole role : examined.roles(account)) {
        if (role.path().filter(path -> path.startsWith(PATH)).isEmpty()) {
          findings.add(
              role.warning(
                      "role-path",
                      role.line("Path"),
                      "The role '"
                          + role.id()
                          + "' is not below /security/, the path by which control policies protect"
                          + " the fleet's roles and the hub enters them: write 'Path: /security/'.")
                  .about(role.id()));
        }
      }
    }
    return findings;
  }
}
