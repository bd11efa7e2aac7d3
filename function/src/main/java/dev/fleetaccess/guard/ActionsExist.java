package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every action that a policy names exists. IAM takes any name without a word: what is misspelt is
 * not granted, and, worse, not denied.
 */
final class ActionsExist implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (PlacedPolicy policy : examined.everywhere().policies()) {
      for (PolicyStatement statement : policy.read().statements()) {
        for (Term term : statement.actions().terms()) {
          if (ServiceReference.get().matching(term.text()).isEmpty()) {
            findings.add(
                policy
                    .error("name-unknown-action", term.line(), words(term.text()))
                    .about(term.text()));
          }
        }
      }
    }
    return findings;
  }

  private static String words(String action) {
    var reference = ServiceReference.get();
    int colon = action.indexOf(':');
    if (colon < 0) {
      return "'" + action + "' is no action: write it with its service, such as s3:ListBucket.";
    }
    String service = action.substring(0, colon);
    if (!reference.hasService(service) && !Wildcard.anyCase(service).isOpen()) {
      Optional<String> near =
          ApiNames.service(service).or(() -> Nearest.to(service, reference.serviceNames()));
      return "There is no service '"
          + service
          + "' whose actions a policy could name"
          + near.map(name -> "; did you mean '" + name + "'?").orElse(".")
          + dated();
    }
    Optional<String> known = ApiNames.action(action);
    if (known.isPresent()) {
      return "'"
          + action
          + "' is an operation of the API and no action: the operation needs '"
          + known.get()
          + "', so write that.";
    }
    List<String> names =
        reference.actionsOf(service).stream().map(ServiceReference.Action::name).toList();
    return "There is no action '"
        + action
        + "'"
        + Nearest.to(action, names)
            .map(name -> "; did you mean '" + name + "'?")
            .orElse(": correct its name.")
        + dated();
  }

  private static String dated() {
    return " (The reference is of " + ServiceReference.get().date() + ".)";
  }
}
