package dev.fleetaccess.local;

import dev.fleetaccess.local.blueprint.Blueprint;
import dev.fleetaccess.local.blueprint.ManagedPolicyPart;
import dev.fleetaccess.local.blueprint.RolePart;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes the template's roles in the management account, and an administrator for who watches. */
public final class ManagementRoles {
  /** The role whose credentials a person gets. */
  static final String ADMINISTRATOR = "Administrator";

  private final SimulatedOrganization world;

  /** Makes them in that world. */
  public ManagementRoles(SimulatedOrganization world) {
    this.world = Objects.requireNonNull(world);
  }

  /**
   * Makes them.
   *
   * @throws IllegalStateException when IAM refuses a role, with its reason
   */
  public void install(Blueprint blueprint) {
    world.locked(
        () -> {
          AccountIam iam = world.iam().account(world.settings().organization().management());
          blueprint.managedPolicies().forEach(policy -> install(iam, policy));
          install(iam, blueprint.roles());
          iam.create(administrator(), Duration.ZERO);
          return iam;
        });
  }

  /** The ARN of the administrator's role. */
  String administratorArn() {
    var organization = world.settings().organization();
    return organization.partition().roleArn(organization.management(), "/", ADMINISTRATOR);
  }

  private static void install(AccountIam iam, ManagedPolicyPart policy) {
    iam.policies()
        .create(policy.name(), policy.path(), "", PolicyDocument.parse(policy.document()));
  }

  /** A trust policy can name only roles that exist, so what is refused waits for the others. */
  private static void install(AccountIam iam, List<RolePart> roles) {
    List<RolePart> left = roles;
    while (!left.isEmpty()) {
      var refused = new ArrayList<RolePart>();
      String reason = "";
      for (RolePart role : left) {
        try {
          iam.create(spec(role), Duration.ZERO);
        } catch (AwsError e) {
          refused.add(role);
          reason = role.name() + ": " + e.text();
        }
      }
      if (refused.size() == left.size()) {
        throw new IllegalStateException("a role of the template cannot be made: " + reason);
      }
      left = refused;
    }
  }

  private static RoleSpec spec(RolePart role) {
    Map<String, PolicyDocument> inline = new TreeMap<>();
    role.policies().forEach((name, document) -> inline.put(name, PolicyDocument.parse(document)));
    return new RoleSpec(
        role.name(),
        role.path(),
        PolicyDocument.parse(role.trust()),
        "",
        Duration.ofHours(1),
        role.boundary(),
        Map.of(),
        inline,
        role.managedPolicies());
  }

  private RoleSpec administrator() {
    var organization = world.settings().organization();
    var partition = organization.partition();
    var trust =
        PolicyDocument.parse(
            """
            {"Version": "2012-10-17",
             "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"}}]}
            """
                .formatted(partition.arn("iam", "", organization.management(), "root")));
    return RoleSpec.of(ADMINISTRATOR, trust)
        .attaching(List.of(partition.arn("iam", "", "aws", "policy/AdministratorAccess")));
  }
}
