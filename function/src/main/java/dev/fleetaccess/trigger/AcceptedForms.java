package dev.fleetaccess.trigger;

import java.util.List;

/** What the orchestrator accepts, for whoever sent something else. */
public final class AcceptedForms {
  private static final List<String> FORMS =
      List.of(
          "{\"rerun\":\"all\"}",
          "{\"rerun\":[\"111122223333\"]}",
          "{\"rerun\":\"failed\"}",
          "{\"sweep\":true}",
          "{\"heartbeat\":true}",
          "{\"halt\":true} or {\"halt\":\"ROLLOUT\"}",
          "{\"resume\":true} or {\"resume\":\"ROLLOUT\"}: goes on, or agrees to a wave",
          "{\"rollback\":true}",
          "{\"release\":\"COMMIT\"}",
          "rerun and sweep also take \"dryRun\":true; each takes \"by\":\"your name\"",
          "rerun and sweep also take \"drift\":true: live roles are compared and put back, and the"
              + " hub enters anew",
          "EventBridge events of aws.organizations, aws.controltower and aws.codecommit");

  private AcceptedForms() {}

  /** The forms, one a line. */
  public static List<String> all() {
    return FORMS;
  }
}
