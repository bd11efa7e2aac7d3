package dev.fleetaccess.report;

import dev.fleetaccess.release.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the orchestrator answers: to whoever pressed the button, and to the log.
 *
 * @param status what came of the trigger
 * @param message a sentence
 * @param rollout the rollout that was opened or taken further
 * @param findings what was found in a release
 * @param accepted the accepted forms, where the trigger was refused
 */
public record Reply(
    Status status,
    String message,
    Optional<String> rollout,
    List<Finding> findings,
    List<String> accepted) {
  public Reply {
    Objects.requireNonNull(status);
    Objects.requireNonNull(message);
    Objects.requireNonNull(rollout);
    findings = List.copyOf(findings);
    accepted = List.copyOf(accepted);
  }

  /** What came of a trigger. */
  public enum Status {
    /** Work was begun or taken further. */
    STARTED,
    /** There is nothing to do. */
    NOTHING,
    /** The trigger calls for nothing; the message says why. */
    IGNORED,
    /** The trigger or the release cannot be accepted; the message says why. */
    REFUSED
  }

  /** Work was begun or taken further. */
  public static Reply started(String rollout, String message) {
    return new Reply(Status.STARTED, message, Optional.of(rollout), List.of(), List.of());
  }

  /** There is nothing to do. */
  public static Reply nothing(String message) {
    return new Reply(Status.NOTHING, message, Optional.empty(), List.of(), List.of());
  }

  /** The trigger calls for nothing. */
  public static Reply ignored(String message) {
    return new Reply(Status.IGNORED, message, Optional.empty(), List.of(), List.of());
  }

  /** The trigger is not understood. */
  public static Reply refused(String message, List<String> accepted) {
    return new Reply(Status.REFUSED, message, Optional.empty(), List.of(), accepted);
  }

  /** The release is refused. */
  public static Reply refusedRelease(String message, List<Finding> findings) {
    return new Reply(Status.REFUSED, message, Optional.empty(), findings, List.of());
  }

  /** With what was found. */
  public Reply with(List<Finding> found) {
    return new Reply(status, message, rollout, found, accepted);
  }
}
