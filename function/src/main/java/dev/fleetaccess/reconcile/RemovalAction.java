package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import java.util.Objects;

/** What is to be done about a stack that is not wanted any more: one step. */
sealed interface RemovalAction {
  /** There is nothing any more. */
  record Gone() implements RemovalAction {}

  /** Somebody works on it: come back. */
  record Wait() implements RemovalAction {}

  /** It stands there, and is ours: delete it. */
  record Delete() implements RemovalAction {}

  /**
   * It must not be deleted.
   *
   * @param reason why, and what a person can do
   */
  record Refuse(String reason) implements RemovalAction {
    public Refuse {
      Objects.requireNonNull(reason);
    }
  }

  /**
   * It could not be deleted.
   *
   * @param kind how it failed
   * @param reason what was found
   */
  record GiveUp(Failure.Kind kind, String reason) implements RemovalAction {
    public GiveUp {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(reason);
    }
  }
}
