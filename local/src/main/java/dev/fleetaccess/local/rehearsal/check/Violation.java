package dev.fleetaccess.local.rehearsal.check;

import java.util.List;
import java.util.Objects;

/**
 * A promise that was broken.
 *
 * @param what which one, and how
 * @param account whose; empty for nobody's
 * @param steps the account's last steps, oldest first
 */
public record Violation(String what, String account, List<String> steps) {
  public Violation {
    Objects.requireNonNull(what);
    Objects.requireNonNull(account);
    steps = List.copyOf(steps);
  }
}
