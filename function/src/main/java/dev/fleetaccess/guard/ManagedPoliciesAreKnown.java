package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Policies from outside the template are few and told: what they grant is not in the release, and
 * AWS changes its own without us.
 */
final class ManagedPoliciesAreKnown implements Rule {
  /** ReadOnlyAccess reads objects, messages and records too, not only how they are kept. */
  private static final Set<String> TOO_MUCH =
      Set.of("AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess", "SystemAdministrator");

  @Override
  public List<Finding> examine(Examined release) {
    Examined examined = release.everywhere();
    var findings = new ArrayList<Finding>();
    for (AccountId account : examined.sortsOfAccount()) {
      List<PlacedPolicy> own = examined.policies(account);
      for (PlacedRole role : examined.roles(account)) {
        for (YamlValue item : role.managedPolicies()) {
          examine(role, item, own).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private static Optional<Finding> examine(
      PlacedRole role, YamlValue item, List<PlacedPolicy> own) {
    // One that the release makes is examined as any other policy that the role has.
    if (own.stream().anyMatch(policy -> policy.isOf(role) && policy.isMeant(item, role.stack()))) {
      return Optional.empty();
    }
    Optional<String> arn = Values.text(item);
    if (arn.isEmpty()) {
      return Optional.of(
          role.error(
              "policy-unread",
              item.line(),
              "What this managed policy of '"
                  + role.id()
                  + "' grants was not examined: write its ARN plainly, or its statements into"
                  + " the role."));
    }
    String name = arn.get().substring(arn.get().lastIndexOf('/') + 1);
    String content = role.id() + " " + Words.anywhere(arn.get());
    return Optional.of(
        TOO_MUCH.contains(name) || name.endsWith("FullAccess")
            ? role.error(
                    "permission-managed-policy",
                    item.line(),
                    "'"
                        + role.id()
                        + "' has "
                        + name
                        + ", which grants whole services or the content of an account: write the"
                        + " actions it needs into the role.")
                .about(content)
            : role.warning(
                    "managed-policy-unread",
                    item.line(),
                    "What "
                        + name
                        + " grants '"
                        + role.id()
                        + "' was not examined, and it may change without a release: better write"
                        + " its statements into the role.")
                .about(content));
  }
}
