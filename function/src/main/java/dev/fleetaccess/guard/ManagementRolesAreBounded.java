package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Roles of the management account lie under the path, have a name of their own and the boundary
 * that the deployer role there demands. Without them every rollout would fail in that account.
 */
final class ManagementRolesAreBounded implements Rule {
  private static final String PATH = "/security/";
  private static final String BOUNDARY = "FleetAccess-Boundary";

  @Override
  public List<Finding> examine(Examined examined) {
    AccountId management = examined.release().facts().management();
    String boundary =
        "arn:"
            + examined.release().facts().partition()
            + ":iam::"
            + management
            + ":policy/"
            + BOUNDARY;
    var findings = new ArrayList<Finding>();
    for (PlacedRole role : examined.roles(management)) {
      if (role.path().filter(path -> path.startsWith(PATH)).isEmpty()) {
        findings.add(
            role.error(
                "management-role-path",
                role.line("Path"),
                "FleetAccess may write roles of the management account under the path /security/"
                    + " only: write 'Path: /security/'."));
      }
      if (role.name().isEmpty()) {
        findings.add(
            role.error(
                "management-role-name",
                role.line("RoleName"),
                "The role '" + role.id() + "' has no name that can be read: write one plainly."));
      }
      Optional<String> found = role.properties().value("PermissionsBoundary").flatMap(Values::text);
      if (found.filter(boundary::equals).isEmpty()) {
        findings.add(
            role.error(
                "management-role-boundary",
                role.line("PermissionsBoundary"),
                "In the management account FleetAccess may make roles only within its boundary:"
                    + " write 'PermissionsBoundary: !Sub"
                    + " \"arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/"
                    + BOUNDARY
                    + "\"'."));
      }
    }
    return findings;
  }
}
