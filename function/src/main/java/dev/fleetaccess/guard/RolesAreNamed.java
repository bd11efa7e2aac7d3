package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Roles are passed and entered by name. Whoever passes any role to any service, or enters any role,
 * has the rights of them all.
 */
final class RolesAreNamed implements Rule {
  private static final Wildcard PASS = Wildcard.anyCase("iam:PassRole");
  private static final Wildcard ENTER = Wildcard.anyCase("sts:AssumeRole");
  private static final List<String> EXACT = List.of("StringEquals", "StringEqualsIgnoreCase");

  /** A role's ARN with at least the beginning of a path or name. */
  private static final Pattern NAMED = Pattern.compile("arn:[^:]+:iam::[^:]*:role/[^*?].*");

  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (PlacedPolicy policy : examined.everywhere().policies()) {
      for (PolicyStatement grant : policy.grants()) {
        if (grant.actions().cover(PASS, true)) {
          pass(policy, grant, findings);
        }
        if (grant.actions().cover(ENTER, true) && !named(grant)) {
          findings.add(
              policy
                  .error(
                      "permission-assume-role",
                      line(grant, ENTER),
                      "'"
                          + policy.label()
                          + "' may enter any role that trusts its account: name the roles under"
                          + " Resource.")
                  .about(policy.label()));
        }
      }
    }
    return findings;
  }

  private static void pass(PlacedPolicy policy, PolicyStatement grant, List<Finding> findings) {
    var missing = new ArrayList<String>();
    if (!named(grant)) {
      missing.add("name the roles under Resource");
    }
    if (!grant.demands("iam:PassedToService", EXACT)) {
      missing.add("add the condition 'StringEquals: {iam:PassedToService: SERVICE}'");
    }
    if (!missing.isEmpty()) {
      findings.add(
          policy
              .error(
                  "permission-pass-role",
                  line(grant, PASS),
                  "'"
                      + policy.label()
                      + "' may pass roles to services too freely, and so get their rights: "
                      + String.join(", and ", missing)
                      + ".")
              .about(policy.label() + " " + missing));
    }
  }

  private static boolean named(PolicyStatement grant) {
    return !grant.resources().inverted()
        && grant.resources().texts().stream().allMatch(text -> NAMED.matcher(text).matches());
  }

  private static int line(PolicyStatement grant, Wildcard action) {
    return grant.actions().terms().stream()
        .filter(term -> !grant.actions().inverted())
        .filter(term -> Wildcard.anyCase(term.text()).covers(action))
        .map(Term::line)
        .findFirst()
        .orElse(grant.actions().line());
  }
}
