package dev.fleetaccess.guard;

import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that says who a role is and what it may do, to be compared with another release's.
 *
 * @param allowed what its policies allow
 * @param denied what they deny
 * @param letsIn whom its trust policy lets in
 * @param keepsOut whom its trust policy denies
 * @param attached managed policies from outside the release
 * @param boundary its boundary as written; {@code none} where it has none
 * @param bounds what its boundary lets through, where the release makes it
 * @param cuts what that boundary denies
 */
record RoleAccess(
    PlacedRole role,
    List<PolicyStatement> allowed,
    List<PolicyStatement> denied,
    List<PolicyStatement> letsIn,
    List<PolicyStatement> keepsOut,
    Set<String> attached,
    String boundary,
    List<PolicyStatement> bounds,
    List<PolicyStatement> cuts) {
  static final String NO_BOUNDARY = "none";

  /** The access of every role of an account. */
  static List<RoleAccess> of(List<PlacedRole> roles, List<PlacedPolicy> policies) {
    return roles.stream().map(role -> of(role, policies)).toList();
  }

  private static RoleAccess of(PlacedRole role, List<PlacedPolicy> policies) {
    List<PlacedPolicy> own = policies.stream().filter(policy -> policy.isOf(role)).toList();
    List<PolicyStatement> grants =
        own.stream()
            .filter(policy -> policy.sort() != PlacedPolicy.Sort.TRUST)
            .flatMap(policy -> policy.statements(role).stream())
            .toList();
    List<PolicyStatement> trust =
        own.stream()
            .filter(policy -> policy.sort() == PlacedPolicy.Sort.TRUST)
            .flatMap(policy -> policy.read().statements().stream())
            .map(statement -> statement.where(role.where()))
            .toList();
    List<PolicyStatement> bounds =
        policies.stream()
            .filter(policy -> policy.bounds(role))
            .flatMap(policy -> policy.statements(role).stream())
            .toList();
    return new RoleAccess(
        role,
        grants.stream().filter(PolicyStatement::allows).toList(),
        grants.stream().filter(one -> !one.allows()).toList(),
        trust.stream().filter(PolicyStatement::allows).toList(),
        trust.stream().filter(one -> !one.allows()).toList(),
        role.managedPolicies().stream()
            .filter(item -> own.stream().noneMatch(policy -> policy.isMeant(item, role.stack())))
            .flatMap(item -> Values.text(item).stream())
            .collect(Collectors.toCollection(TreeSet::new)),
        role.properties().value("PermissionsBoundary").map(RoleAccess::written).orElse(NO_BOUNDARY),
        bounds.stream().filter(PolicyStatement::allows).toList(),
        bounds.stream().filter(one -> !one.allows()).toList());
  }

  /** A value in one line; a reference that stays the same is the same. */
  private static String written(YamlValue value) {
    return switch (value) {
      case YamlValue.Scalar scalar -> scalar.text();
      case YamlValue.Sequence sequence ->
          sequence.items().stream().map(RoleAccess::written).collect(Collectors.joining("."));
      case YamlValue.Mapping mapping ->
          mapping.entries().stream()
              .map(entry -> entry.key() + " " + written(entry.value()))
              .collect(Collectors.joining(" "));
    };
  }
}
