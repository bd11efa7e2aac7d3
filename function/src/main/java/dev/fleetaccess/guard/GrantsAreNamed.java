package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * What is granted is granted by name: no everything, no whole service, no "all but", and a pattern
 * only where nothing that it stands for writes.
 */
final class GrantsAreNamed implements Rule {
  private static final int SHOWN = 3;

  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (PlacedPolicy policy : examined.everywhere().policies()) {
      for (PolicyStatement grant : policy.grants()) {
        inverted(policy, grant.actions(), "NotAction", findings);
        inverted(policy, grant.resources(), "NotResource", findings);
        if (!grant.actions().inverted()) {
          grant.actions().terms().forEach(term -> action(policy, term, findings));
        }
      }
    }
    return findings;
  }

  private static void inverted(
      PlacedPolicy policy, PolicyStatement.Names names, String key, List<Finding> findings) {
    if (names.inverted()) {
      findings.add(
          policy
              .error(
                  "permission-inverted",
                  names.line(),
                  "'"
                      + policy.label()
                      + "' is allowed everything but what "
                      + key
                      + " names, and whatever AWS adds tomorrow: name what is allowed.")
              .about(policy.label() + " " + key + " " + names.texts()));
    }
  }

  private static void action(PlacedPolicy policy, Term term, List<Finding> findings) {
    String text = term.text();
    int colon = text.indexOf(':');
    if (colon < 0 && !text.contains("*")) {
      return; // No action at all, which another rule says.
    }
    String service = colon < 0 ? text : text.substring(0, colon);
    String name = colon < 0 ? "*" : text.substring(colon + 1);
    if (service.contains("*") || service.contains("?")) {
      findings.add(
          policy
              .error(
                  "permission-everything",
                  term.line(),
                  "'"
                      + policy.label()
                      + "' may do everything ('"
                      + text
                      + "'), also to its own policies: name the actions.")
              .about(policy.label() + " " + text));
    } else if (name.matches("[*?]+")) {
      findings.add(
          policy
              .error(
                  "permission-whole-service",
                  term.line(),
                  "'"
                      + policy.label()
                      + "' may do whatever the service can ('"
                      + text
                      + "'), and whatever AWS adds to it tomorrow: name the actions.")
              .about(policy.label() + " " + text));
    } else if (name.contains("*") || name.contains("?")) {
      List<String> writes =
          ServiceReference.get().matching(text).stream()
              .filter(action -> !action.level().onlyReads())
              .map(ServiceReference.Action::name)
              .toList();
      if (!writes.isEmpty()) {
        findings.add(
            policy
                .warning(
                    "permission-write-pattern",
                    term.line(),
                    "The pattern '"
                        + text
                        + "' of '"
                        + policy.label()
                        + "' stands for "
                        + Words.shortened(writes, SHOWN)
                        + ", which write: name the writes one by one.")
                .about(policy.label() + " " + text));
      }
    }
  }
}
