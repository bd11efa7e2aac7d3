package dev.fleetaccess.report;

import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Stage;
import java.util.List;

/** What a person can do about a rollout that stands still. */
public final class NextStep {
  private NextStep() {}

  /**
   * The choices, a line each; none where nothing waits for a person.
   *
   * @param rollout halted ones and those that wait for approval have some
   */
  public static List<String> of(Rollout rollout) {
    String resume = "{\"resume\":\"" + rollout.id() + "\"}";
    return switch (rollout.state()) {
      case WAITING ->
          List.of("Let it go on: " + resume, "Stop it: {\"halt\":\"" + rollout.id() + "\"}");
      case HALTED -> halted(rollout, resume);
      case CLAIMING, RUNNING, FINISHED, SUPERSEDED, ROLLED_BACK -> List.of();
    };
  }

  private static List<String> halted(Rollout rollout, String resume) {
    if (rollout.stage() == Stage.REMOVALS) {
      return List.of(
          "What to do: let them be deleted with "
              + resume
              + ", or declare the stacks again, or that they are retained, and push.");
    }
    return switch (rollout.kind()) {
      case RELEASE ->
          List.of(
              "What to do: correct the cause and push, or go on with "
                  + resume
                  + ", or go back with {\"rollback\":true}.");
      case ROLLBACK -> List.of("What to do: go on with " + resume + ", or push.");
      case JOIN, RERUN, SWEEP, DRIFT -> List.of("What to do: ask for it anew.");
    };
  }
}
