package dev.fleetaccess.trigger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.release.CommitId;
import java.util.Objects;
import java.util.Optional;

/** Why the orchestrator was called. */
public sealed interface Trigger {
  /** Somebody, or a schedule, asks for something that is to be done once. */
  sealed interface Order extends Trigger {
    /** Who asks, as they claim; not checked. */
    String by();
  }

  /**
   * Somebody pushed to the branch. A hint only: what counts is the branch's head when looked at.
   */
  record Pushed() implements Trigger {}

  /** An account joined the organization, by creation or invitation. */
  record AccountJoined(AccountId account) implements Trigger {
    public AccountJoined {
      Objects.requireNonNull(account);
    }
  }

  /** An account left the organization or was closed. */
  record AccountLeft(AccountId account) implements Trigger {
    public AccountLeft {
      Objects.requireNonNull(account);
    }
  }

  /** An account stands in another unit now. */
  record AccountMoved(AccountId account) implements Trigger {
    public AccountMoved {
      Objects.requireNonNull(account);
    }
  }

  /**
   * Somebody asks for accounts to be looked at again.
   *
   * @param scope which accounts
   * @param dryRun whether to say only what would be done
   * @param by who asks, as they claim; not checked
   */
  record Rerun(Scope scope, boolean dryRun, String by) implements Order {
    public Rerun {
      Objects.requireNonNull(scope);
      Objects.requireNonNull(by);
    }
  }

  /**
   * Somebody asks for accounts to be looked at again, their live roles included.
   *
   * @param scope which accounts
   * @param dryRun whether to say only what would be done
   * @param by who asks, as they claim; not checked
   */
  record Compare(Scope scope, boolean dryRun, String by) implements Order {
    public Compare {
      Objects.requireNonNull(scope);
      Objects.requireNonNull(by);
    }
  }

  /**
   * The regular look at the branch and at every account.
   *
   * @param dryRun whether to say only what would be done
   * @param by who asks, as they claim; not checked
   */
  record Sweep(boolean dryRun, String by) implements Order {
    public Sweep {
      Objects.requireNonNull(by);
    }
  }

  /**
   * Somebody asks for a look at the branch and at every account, the live roles and the hub's way
   * in included, however lately they were looked at.
   *
   * @param dryRun whether to say only what would be done
   * @param by who asks, as they claim; not checked
   */
  record SweepAndCompare(boolean dryRun, String by) implements Order {
    public SweepAndCompare {
      Objects.requireNonNull(by);
    }
  }

  /**
   * Somebody stops a rollout.
   *
   * @param rollout its id; empty for the release that is under way
   * @param by who asks, as they claim; not checked
   */
  record Halt(Optional<String> rollout, String by) implements Order {
    public Halt {
      Objects.requireNonNull(rollout);
      Objects.requireNonNull(by);
    }
  }

  /**
   * Somebody has a halted rollout go on, or agrees to the wave that waits for it.
   *
   * @param rollout its id; empty for the release that is under way
   * @param by who asks, as they claim; not checked
   */
  record Resume(Optional<String> rollout, String by) implements Order {
    public Resume {
      Objects.requireNonNull(rollout);
      Objects.requireNonNull(by);
    }
  }

  /**
   * Somebody has the release that is under way, or halted, taken back.
   *
   * @param by who asks, as they claim; not checked
   */
  record RollBack(String by) implements Order {
    public RollBack {
      Objects.requireNonNull(by);
    }
  }

  /**
   * Somebody wants a commit rolled out, wherever the branch points and whatever became of it.
   *
   * @param commit the commit
   * @param by who asks, as they claim; not checked
   */
  record Bring(CommitId commit, String by) implements Order {
    public Bring {
      Objects.requireNonNull(commit);
      Objects.requireNonNull(by);
    }
  }

  /** Time has passed: look whether anything is overdue. */
  record Heartbeat() implements Trigger {}

  /**
   * A rollout is to be taken up again.
   *
   * @param rollout its id
   * @param step the step it stood at when this was sent
   */
  record Tick(String rollout, int step) implements Trigger {
    public Tick {
      Objects.requireNonNull(rollout);
    }
  }

  /**
   * An event that is understood and calls for nothing.
   *
   * @param reason why
   */
  record Ignored(String reason) implements Trigger {
    public Ignored {
      Objects.requireNonNull(reason);
    }
  }

  /**
   * An event that is not understood. It never means every account.
   *
   * @param reason what is wrong with it
   */
  record Refused(String reason) implements Trigger {
    public Refused {
      Objects.requireNonNull(reason);
    }
  }
}
