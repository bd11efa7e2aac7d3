package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import java.util.List;

/**
 * What an analyzer of policies beside our own rules found in a release.
 *
 * @param findings what it found, and what it could not be asked
 * @param whole whether everything was asked: else what the manifest allows may stand for something
 *     that is only not known
 */
public record Opinion(List<Finding> findings, boolean whole) {
  /** Nobody was asked. */
  public static final Opinion NONE = new Opinion(List.of(), false);

  public Opinion {
    findings = List.copyOf(findings);
  }
}
