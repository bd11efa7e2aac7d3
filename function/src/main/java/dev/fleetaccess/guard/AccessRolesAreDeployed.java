package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.ReleaseSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The manifest orders the roles that accounts are entered by; the deployment says which exist. */
final class AccessRolesAreDeployed implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    List<String> wanted = examined.release().manifest().access();
    Set<String> deployed = examined.surroundings().deployedAccessRoles();
    var together = new LinkedHashSet<>(deployed);
    together.addAll(wanted);
    return wanted.stream()
        .filter(role -> !deployed.contains(role))
        .map(
            role ->
                Finding.error(
                    "access-role-not-deployed",
                    ReleaseSource.MANIFEST,
                    examined.release().line("access"),
                    "FleetAccess may not enter accounts by '"
                        + role
                        + "' yet: run `cdk deploy -c accessRoles="
                        + String.join(",", together)
                        + "` first, or remove it here."))
        .toList();
  }
}
