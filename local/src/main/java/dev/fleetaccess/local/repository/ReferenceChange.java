package dev.fleetaccess.local.repository;

import java.util.Objects;
import java.util.Optional;

/**
 * A branch or tag that was made, moved or deleted.
 *
 * @param fullName such as {@code refs/heads/main}
 * @param before the commit it was at
 * @param after the commit it is at
 */
public record ReferenceChange(String fullName, Optional<String> before, Optional<String> after) {
  public ReferenceChange {
    Objects.requireNonNull(fullName);
    Objects.requireNonNull(before);
    Objects.requireNonNull(after);
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException(fullName + " did not change");
    }
  }

  /**
   * CodeCommit's name of the change: {@code referenceCreated}, {@code …Updated}, {@code …Deleted}.
   */
  public String event() {
    if (before.isEmpty()) {
      return "referenceCreated";
    }
    return after.isPresent() ? "referenceUpdated" : "referenceDeleted";
  }
}
