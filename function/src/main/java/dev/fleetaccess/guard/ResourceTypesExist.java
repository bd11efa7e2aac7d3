package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every resource that a policy names is of a type that exists; others match nothing. */
final class ResourceTypesExist implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (PlacedPolicy policy : examined.everywhere().policies()) {
      for (PolicyStatement statement : policy.read().statements()) {
        for (Term term : statement.resources().terms()) {
          String arn = Words.anywhere(term.text());
          words(arn.replaceAll("\\$\\{[^}]*}", "*"))
              .ifPresent(
                  words ->
                      findings.add(
                          policy
                              .error("name-unknown-resource", term.line(), "'" + arn + "' " + words)
                              .about(arn)));
        }
      }
    }
    return findings;
  }

  private static Optional<String> words(String arn) {
    var reference = ServiceReference.get();
    if (arn.equals("*")) {
      return Optional.empty();
    }
    String[] parts = arn.split(":", 6);
    if (parts.length < 6 || !parts[0].equals("arn")) {
      return arn.matches("arn:.*\\*")
          ? Optional.empty()
          : Optional.of("is neither an ARN nor '*': write the resource's ARN.");
    }
    String service = parts[2];
    if (new Wildcard(service).isOpen() || reference.hasResource(service, arn)) {
      return Optional.empty();
    }
    Map<String, String> forms = new TreeMap<>();
    reference
        .typesOf(service)
        .forEach(type -> forms.putIfAbsent(beginning(type.arn().split(":", 6)[5]), type.arn()));
    if (forms.isEmpty()) {
      return Optional.of("names a service that has no resources: correct '" + service + "'.");
    }
    return Optional.of(
        "is of no type that exists"
            + Nearest.to(beginning(parts[5]), forms.keySet())
                .map(near -> "; did you mean the form " + forms.get(near) + "?")
                .orElse(": correct it."));
  }

  /** The word by which a resource says what type it is of. */
  private static String beginning(String resource) {
    return resource.split("[/:]", 2)[0];
  }
}
