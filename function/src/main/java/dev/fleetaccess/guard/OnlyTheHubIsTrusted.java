package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Roles outside the hub's own stacks let in the hub role and nobody else: the hub account's root as
 * principal, narrowed to the hub role and to the organization.
 */
final class OnlyTheHubIsTrusted implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (AccountId account : examined.sortsOfAccount()) {
      for (PlacedRole role : examined.roles(account)) {
        boolean hubsOwn =
            account.equals(examined.hub()) && role.stack().in().contains(Placement.HUB);
        if (!hubsOwn) {
          examine(role, examined, findings);
        }
      }
    }
    return findings;
  }

  private static void examine(PlacedRole role, Examined examined, List<Finding> findings) {
    var trust =
        new TrustStatement(
            role, examined.hub(), examined.release().facts(), examined.hubRoles(), findings);
    var document = role.properties().entry("AssumeRolePolicyDocument");
    if (document.isEmpty()) {
      findings.add(
          role.error(
              "trust-missing",
              role.line(),
              "The role '" + role.id() + "' says nothing about whom it trusts: trust the hub."));
      return;
    }
    YamlValue value = document.get().value();
    var statements =
        value instanceof YamlValue.Mapping mapping && Values.function(value).isEmpty()
            ? mapping.value("Statement")
            : Optional.<YamlValue>empty();
    if (statements.isEmpty()) {
      trust.unread(document.get().line(), "this trust policy");
      return;
    }
    List<YamlValue> items =
        statements.get() instanceof YamlValue.Sequence sequence
            ? sequence.items()
            : List.of(statements.get());
    for (YamlValue item : items) {
      if (item instanceof YamlValue.Mapping statement && Values.function(item).isEmpty()) {
        trust.examine(statement);
      } else {
        trust.unread(item.line(), "this statement");
      }
    }
  }
}
