package dev.fleetaccess.release;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The parameters that are filled in wherever a template declares them. */
final class FilledIn {
  private final Map<String, String> values = new TreeMap<>();

  FilledIn(Manifest manifest, ReleaseSource source) {
    values.put("HubAccountId", manifest.hub().value());
    values.put("ManagementAccountId", source.facts().management().value());
    values.put("OrganizationId", source.facts().organizationId());
    values.put("WorkerRoleArn", source.workerRoleArn());
  }

  /** Whether a parameter of that name is filled in, so that nobody sets it by hand. */
  static boolean has(String name) {
    return switch (name) {
      case "HubAccountId", "ManagementAccountId", "OrganizationId", "WorkerRoleArn" -> true;
      default -> false;
    };
  }

  Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }
}
