package dev.fleetaccess.report;

import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Stage;
import java.util.List;

/** What a person can do about a rollout that stands still. */
public final class NextStep {
  private NextStep() {}

  /** How a person is to say it. */
  public enum Form {
    /** By an event, as the function's console takes it; mails go to people without the command. */
    EVENT,
    /** By the command. */
    COMMAND;

    /** Goes on, or agrees. */
    public String resume(String rollout) {
      return named("resume", rollout);
    }

    private String halt(String rollout) {
      return named("halt", rollout);
    }

    private String rollback() {
      return this == EVENT ? "{\"rollback\":true}" : "./fleet rollback";
    }

    private String named(String verb, String rollout) {
      return this == EVENT
          ? "{\"" + verb + "\":\"" + rollout + "\"}"
          : "./fleet " + verb + " " + rollout;
    }
  }

  /**
   * The choices, a line each; none where nothing waits for a person. What would be refused is not
   * among them.
   *
   * @param rollout halted ones and those that wait for approval have some
   * @param pointers which release is under way, and which one there is to go back to
   * @param form how they are said
   */
  public static List<String> of(Rollout rollout, Pointers pointers, Form form) {
    return switch (rollout.state()) {
      case WAITING ->
          List.of(
              "Let it go on: " + form.resume(rollout.id()), "Stop it: " + form.halt(rollout.id()));
      case HALTED -> isOver(rollout, pointers) ? List.of() : halted(rollout, pointers, form);
      case CLAIMING, RUNNING, FINISHED, SUPERSEDED, ROLLED_BACK -> List.of();
    };
  }

  /**
   * Whether it halted and a person can have it go on, and nothing newer took its place. What looked
   * at accounts only is asked for anew, unless it halted before deletions.
   */
  public static boolean canGoOn(Rollout rollout, Pointers pointers) {
    return rollout.state() == Rollout.State.HALTED
        && !isOver(rollout, pointers)
        && switch (rollout.kind()) {
          case RELEASE, ROLLBACK -> true;
          case JOIN, RERUN, SWEEP, DRIFT -> beforeDeletions(rollout);
        };
  }

  /** Whether everything else was done when it came to stand where it stands. */
  static boolean beforeDeletions(Rollout rollout) {
    return rollout.stage() == Stage.REMOVALS;
  }

  /** Something newer took its place: whatever is asked for now would be about that. */
  private static boolean isOver(Rollout rollout, Pointers pointers) {
    return switch (rollout.kind()) {
      case RELEASE -> !pointers.isCandidate(rollout.id());
      case ROLLBACK ->
          pointers.candidate().isPresent()
              || pointers.current().filter(to -> to.release().equals(rollout.release())).isEmpty();
      case JOIN, RERUN, SWEEP, DRIFT -> false;
    };
  }

  private static List<String> halted(Rollout rollout, Pointers pointers, Form form) {
    String resume = form.resume(rollout.id());
    if (beforeDeletions(rollout)) {
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
                  + (pointers.current().isPresent()
                      ? ", or go back with " + form.rollback() + "."
                      : ". It is the first release: there is none to go back to."));
      case ROLLBACK -> List.of("What to do: go on with " + resume + ", or push.");
      case JOIN, RERUN, SWEEP, DRIFT -> List.of("What to do: ask for it anew.");
    };
  }
}
