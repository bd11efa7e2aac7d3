package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import java.util.Objects;

/** What is to be done about a stack: one step. */
public sealed interface StackAction {
  /** The stack is right. */
  record Nothing() implements StackAction {}

  /** Somebody works on it: come back. */
  record Wait() implements StackAction {}

  /** There is none: create it. */
  record Create() implements StackAction {}

  /** It differs: update it. */
  record Update() implements StackAction {}

  /**
   * What stands there never lived: delete it, then create.
   *
   * @param leavingStuck whether resources that an earlier deletion of ours stuck at stay behind
   */
  record DeleteFirst(boolean leavingStuck) implements StackAction {}

  /**
   * Its rollback is stuck: let it go on, then update.
   *
   * @param skippingStuck whether it goes on without the resources that it stuck at
   */
  record ContinueRollback(boolean skippingStuck) implements StackAction {}

  /**
   * Nothing may be done without a person.
   *
   * @param reason why, and what the person can do
   */
  record Refuse(String reason) implements StackAction {
    public Refuse {
      Objects.requireNonNull(reason);
    }
  }

  /**
   * It has been tried and failed.
   *
   * @param kind what sort of failure it is
   * @param reason what was found
   */
  record GiveUp(Failure.Kind kind, String reason) implements StackAction {
    public GiveUp {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(reason);
    }
  }

  /**
   * It in words, for who asks what would be done.
   *
   * @param found what stands there
   */
  default String words(StackState found) {
    return switch (this) {
      case Nothing() -> "nothing";
      case Wait() -> "wait: " + Steps.status(found);
      case Create() -> "create";
      case Update() -> "update";
      case DeleteFirst(boolean leavingStuck) -> "delete what never lived, then create";
      case ContinueRollback(boolean skippingStuck) -> "continue the stuck rollback, then update";
      case Refuse(String reason) -> "refuse: " + reason;
      case GiveUp(Failure.Kind kind, String reason) -> "fail: " + reason;
    };
  }
}
