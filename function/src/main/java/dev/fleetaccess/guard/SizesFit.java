package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Policies and names fit IAM's quotas as every account has them by default; a quota that was raised
 * in one account helps no other. The numbers are those of the IAM user guide, <i>IAM and STS
 * quotas</i>.
 */
final class SizesFit implements Rule {
  /** Characters of a role's trust policy, by default. */
  static final int TRUST = 2_048;

  /** Characters of all inline policies of a role together; it cannot be raised. */
  static final int INLINE = 10_240;

  /** Characters of a managed policy; it cannot be raised. */
  static final int MANAGED = 6_144;

  /** Managed policies attached to a role, by default. */
  static final int ATTACHED = 20;

  private static final int ROLE_NAME = 64;
  private static final int PATH = 512;
  private static final int POLICY_NAME = 128;

  /** What a policy may hold: tab, line ends, and what Latin-1 can print. */
  private static final Pattern CHARACTERS = Pattern.compile("[\\t\\n\\r\\u0020-\\u00FF]*");

  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (AccountId account : examined.sortsOfAccount()) {
      List<PlacedPolicy> policies = examined.policies(account);
      policies.forEach(policy -> examine(policy, findings));
      examined.roles(account).forEach(role -> examine(role, policies, findings));
    }
    return findings;
  }

  private static void examine(PlacedPolicy policy, List<Finding> findings) {
    switch (policy.sort()) {
      case TRUST -> policy(policy, TRUST, "size-trust", "The trust policy", findings);
      case MANAGED, BOUNDARY ->
          policy(policy, MANAGED, "size-managed", "The managed policy", findings);
      case INLINE -> {
        // They are counted together, by role.
      }
    }
    if (policy.name().filter(name -> name.length() > POLICY_NAME).isPresent()) {
      findings.add(
          policy.error(
              "size-name",
              policy.line(),
              "A policy's name has at most " + POLICY_NAME + " characters: shorten this one."));
    }
    if (!fits(policy.document())) {
      findings.add(
          policy.error(
              "policy-characters",
              policy.line(),
              "The policy of '"
                  + policy.label()
                  + "' has a character beyond U+00FF, which IAM refuses: write plain letters."));
    }
  }

  private static void policy(
      PlacedPolicy policy, int most, String id, String what, List<Finding> findings) {
    int size = characters(policy.document());
    if (size > most) {
      findings.add(
          policy.error(
              id, policy.line(), tooLong(what + " of '" + policy.label() + "'", size, most)));
    }
  }

  private static void examine(
      PlacedRole role, List<PlacedPolicy> policies, List<Finding> findings) {
    List<PlacedPolicy> own = policies.stream().filter(policy -> policy.isOf(role)).toList();
    int inline =
        own.stream()
            .filter(policy -> policy.sort() == PlacedPolicy.Sort.INLINE)
            .mapToInt(policy -> characters(policy.document()))
            .sum();
    if (inline > INLINE) {
      findings.add(
          role.error(
              "size-inline",
              role.line("Policies"),
              tooLong("All inline policies of '" + role.id() + "' together", inline, INLINE)));
    }
    long attached =
        role.managedPolicies().size()
            + own.stream()
                .filter(policy -> policy.sort() == PlacedPolicy.Sort.MANAGED)
                .filter(
                    policy ->
                        role.managedPolicies().stream()
                            .noneMatch(item -> policy.isMeant(item, role.stack())))
                .count();
    if (attached > ATTACHED) {
      findings.add(
          role.error(
              "size-attached",
              role.line("ManagedPolicyArns"),
              "A role has at most "
                  + ATTACHED
                  + " managed policies, and '"
                  + role.id()
                  + "' has "
                  + attached
                  + ": remove some."));
    }
    if (role.name().filter(name -> name.length() > ROLE_NAME).isPresent()) {
      findings.add(
          role.error(
              "size-name",
              role.line("RoleName"),
              "A role's name has at most " + ROLE_NAME + " characters: shorten this one."));
    }
    if (role.path().filter(path -> path.length() > PATH).isPresent()) {
      findings.add(
          role.error(
              "size-name",
              role.line("Path"),
              "A role's path has at most " + PATH + " characters: shorten this one."));
    }
  }

  private static String tooLong(String what, int size, int most) {
    return what
        + ": "
        + size
        + " characters without white space, where IAM takes "
        + most
        + ". Join what has the same resources and conditions, or write patterns.";
  }

  /** How many characters a policy has as JSON; IAM does not count white space. */
  static int characters(YamlValue value) {
    return switch (value) {
      case YamlValue.Scalar scalar ->
          text(scalar.text()) + (scalar.kind() == YamlValue.Kind.TEXT ? 2 : 0);
      case YamlValue.Sequence sequence ->
          2
              + Math.max(0, sequence.items().size() - 1)
              + sequence.items().stream().mapToInt(SizesFit::characters).sum();
      case YamlValue.Mapping mapping ->
          2
              + Math.max(0, mapping.entries().size() - 1)
              + mapping.entries().stream()
                  .mapToInt(entry -> text(entry.key()) + 3 + characters(entry.value()))
                  .sum();
    };
  }

  private static int text(String text) {
    return (int)
        text.chars()
            .filter(one -> !Character.isWhitespace(one))
            .mapToLong(one -> one == '"' || one == '\\' ? 2 : 1)
            .sum();
  }

  private static boolean fits(YamlValue value) {
    return switch (value) {
      case YamlValue.Scalar scalar -> CHARACTERS.matcher(scalar.text()).matches();
      case YamlValue.Sequence sequence -> sequence.items().stream().allMatch(SizesFit::fits);
      case YamlValue.Mapping mapping ->
          mapping.entries().stream()
              .allMatch(entry -> CHARACTERS.matcher(entry.key()).matches() && fits(entry.value()));
    };
  }
}
