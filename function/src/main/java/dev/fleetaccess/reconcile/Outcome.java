package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.plan.Attempt;
import java.time.Duration;
import java.util.Objects;

/** How one visit to an item ended. */
public sealed interface Outcome {
  /**
   * The account has what it should have.
   *
   * @param stack the stack as it stands
   * @param compared whether its live roles were found as wanted, too
   */
  record Converged(StackState.Settled stack, boolean compared) implements Outcome {
    public Converged {
      Objects.requireNonNull(stack);
    }
  }

  /** The account no longer has what it should not have. */
  record Removed() implements Outcome {}

  /**
   * Come back.
   *
   * @param after when, at the earliest
   * @param why what is waited for
   * @param next the attempt to come back with
   */
  record Again(Duration after, String why, Attempt next) implements Outcome {
    public Again {
      Objects.requireNonNull(after);
      Objects.requireNonNull(why);
      Objects.requireNonNull(next);
    }
  }

  /**
   * A dry run: nothing was written.
   *
   * @param action what would be done
   */
  record Previewed(String action) implements Outcome {
    public Previewed {
      Objects.requireNonNull(action);
    }
  }

  /** A newer release took the rollout's place before anything was written. */
  record Superseded() implements Outcome {}

  /** The rollout halted before anything was written. */
  record NotStarted() implements Outcome {}

  /**
   * The account is left out.
   *
   * @param reason why
   */
  record Skipped(String reason) implements Outcome {
    public Skipped {
      Objects.requireNonNull(reason);
    }
  }

  /**
   * It must not be done.
   *
   * @param reason why, and what a person can do
   */
  record Refused(String reason) implements Outcome {
    public Refused {
      Objects.requireNonNull(reason);
    }
  }

  /**
   * A step failed without a call that failed: whether it is tried again hangs, as with a call, on
   * its kind, on how often it failed so, and on the account's age.
   *
   * @param failure how
   * @param next the attempt to come back with, this failure not yet counted
   */
  record Hindered(Failure failure, Attempt next) implements Outcome {
    public Hindered {
      Objects.requireNonNull(failure);
      Objects.requireNonNull(next);
    }
  }

  /**
   * It failed.
   *
   * @param failure how
   */
  record Failed(Failure failure) implements Outcome {
    public Failed {
      Objects.requireNonNull(failure);
    }
  }
}
