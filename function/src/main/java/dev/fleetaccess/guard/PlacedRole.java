package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.util.List;
import java.util.Optional;

/**
 * A role as one account would have it.
 *
 * @param file the template's file name
 * @param id its logical id
 * @param line where it is declared
 * @param where the template's condition where it cannot be told whether the account gets it
 * @param properties its properties; a function that could not be resolved stands as it was written
 */
record PlacedRole(
    AccountId account,
    Manifest.Stack stack,
    String file,
    String id,
    int line,
    Optional<String> where,
    YamlValue.Mapping properties) {

  Optional<String> name() {
    return properties.value("RoleName").flatMap(Values::text);
  }

  /** Its path; IAM's own default is {@code /}. */
  Optional<String> path() {
    var path = properties.value("Path");
    return path.isEmpty() ? Optional.of("/") : path.flatMap(Values::text);
  }

  Optional<String> arn(String partition) {
    return name()
        .flatMap(
            name ->
                path()
                    .map(path -> "arn:" + partition + ":iam::" + account + ":role" + path + name));
  }

  /** The managed policies attached to it, as written. */
  List<YamlValue> managedPolicies() {
    return properties
        .value("ManagedPolicyArns")
        .map(value -> value instanceof YamlValue.Sequence list ? list.items() : List.of(value))
        .orElse(List.of());
  }

  /** Its boundary, as written; none or one. */
  List<YamlValue> boundaries() {
    return properties.value("PermissionsBoundary").stream().toList();
  }

  /** The line of a property; the role's own where it is missing. */
  int line(String property) {
    return properties.entry(property).map(YamlValue.Entry::line).orElse(line);
  }

  Finding error(String rule, int at, String message) {
    return Finding.error(rule, file, at, message);
  }

  Finding warning(String rule, int at, String message) {
    return Finding.warning(rule, file, at, message);
  }
}
