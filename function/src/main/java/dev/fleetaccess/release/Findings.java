package dev.fleetaccess.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what is found while a release is read. */
final class Findings {
  private final List<Finding> found = new ArrayList<>();

  void error(String id, String file, int line, String message) {
    found.add(Finding.error(id, file, line, message));
  }

  void addAll(Collection<Finding> findings) {
    found.addAll(findings);
  }

  boolean stops() {
    return found.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
  }

  List<Finding> all() {
    return List.copyOf(found);
  }
}
