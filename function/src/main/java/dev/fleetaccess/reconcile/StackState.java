package dev.fleetaccess.reconcile;

import dev.fleetaccess.release.Digest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What was found where a stack should be. */
public sealed interface StackState {
  /** There is no stack of that name. */
  record Absent() implements StackState {}

  /**
   * The stack stands and nobody works on it.
   *
   * @param stackId its ARN
   * @param status CloudFormation's own word, such as {@code UPDATE_COMPLETE}
   * @param applied the digest on its tags; empty when it carries none of ours
   * @param changed when it was last updated, or created when it never was
   */
  record Settled(String stackId, String status, Optional<Digest> applied, Instant changed)
      implements StackState {
    public Settled {
      Objects.requireNonNull(stackId);
      Objects.requireNonNull(status);
      Objects.requireNonNull(applied);
      Objects.requireNonNull(changed);
    }

    /** Whether its last update was undone. Imports are somebody else's, and so is their undoing. */
    public boolean rolledBack() {
      return status.startsWith("UPDATE_ROLLBACK");
    }

    /**
     * Whether somebody imported into it last. We write nothing that ends so, and an import keeps
     * our tags.
     */
    public boolean imported() {
      return status.equals("IMPORT_COMPLETE");
    }
  }

  /**
   * Something works on the stack.
   *
   * @param stackId its ARN
   * @param status such as {@code CREATE_IN_PROGRESS}
   */
  record Busy(String stackId, String status) implements StackState {
    public Busy {
      Objects.requireNonNull(stackId);
      Objects.requireNonNull(status);
    }
  }

  /**
   * The stack stands in a state that takes no update.
   *
   * @param stackId its ARN
   * @param status such as {@code ROLLBACK_COMPLETE}
   * @param neverCreated whether its first creation never ended well, so that nothing of it lives
   */
  record Broken(String stackId, String status, boolean neverCreated) implements StackState {
    public Broken {
      Objects.requireNonNull(stackId);
      Objects.requireNonNull(status);
    }
  }
}
