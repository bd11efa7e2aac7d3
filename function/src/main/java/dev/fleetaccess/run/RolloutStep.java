package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import java.util.List;
import java.util.Objects;

/** What a rollout does next: one step. */
sealed interface RolloutStep {
  /** Failures of accounts that the listing does not name as usable end as skipped. */
  record Excuse(List<Entry> entries) implements RolloutStep {
    public Excuse {
      entries = List.copyOf(entries);
    }
  }

  /** Nothing was heard of these for too long: send the ones again, give the others up. */
  record Chase(List<Entry> again, List<Entry> lost) implements RolloutStep {
    public Chase {
      again = List.copyOf(again);
      lost = List.copyOf(lost);
    }
  }

  /** More failed than is tolerated. */
  record Halt(String reason) implements RolloutStep {
    public Halt {
      Objects.requireNonNull(reason);
    }
  }

  /** Everything else has ended: these stacks may be deleted, if they are not too many. */
  record Remove(List<Entry> entries) implements RolloutStep {
    public Remove {
      entries = List.copyOf(entries);
    }
  }

  /** Send these. */
  record Send(List<Entry> entries) implements RolloutStep {
    public Send {
      entries = List.copyOf(entries);
    }
  }

  /** These are not begun any more. */
  record Drain(List<Entry> entries, Entry.State end) implements RolloutStep {
    public Drain {
      entries = List.copyOf(entries);
      Objects.requireNonNull(end);
    }
  }

  /** The next stage begins. */
  record Begin(int stage) implements RolloutStep {}

  /** Everything has ended. */
  record Finish() implements RolloutStep {}

  /** Nothing of it changes any more. */
  record Close(Rollout.State state) implements RolloutStep {
    public Close {
      Objects.requireNonNull(state);
    }
  }

  /** Work is under way. */
  record Rest() implements RolloutStep {}
}
