package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Itinerary;
import java.time.Instant;
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

  /**
   * More failed than is tolerated.
   *
   * @param back whether what was written is taken back
   */
  record Halt(String reason, boolean back) implements RolloutStep {
    public Halt {
      Objects.requireNonNull(reason);
    }
  }

  /** Everything else has ended: these deletions are let through, if they are not too many. */
  record Remove(Itinerary.Leg leg, List<Entry> entries) implements RolloutStep {
    public Remove {
      Objects.requireNonNull(leg);
      entries = List.copyOf(entries);
    }
  }

  /** Send these. */
  record Send(List<Entry> entries) implements RolloutStep {
    public Send {
      entries = List.copyOf(entries);
    }
  }

  /** The rollout was resumed: these are to be done after all. */
  record Revive(List<Entry> entries) implements RolloutStep {
    public Revive {
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

  /** The wave has ended, and the next one begins after a while. */
  record Bake(Instant until) implements RolloutStep {
    public Bake {
      Objects.requireNonNull(until);
    }
  }

  /** A person has to agree before the leg begins. */
  record Wait(Itinerary.Leg leg) implements RolloutStep {
    public Wait {
      Objects.requireNonNull(leg);
    }
  }

  /** The next leg begins. */
  record Begin(Itinerary.Leg leg) implements RolloutStep {
    public Begin {
      Objects.requireNonNull(leg);
    }
  }

  /** Everything has ended. */
  record Finish() implements RolloutStep {}

  /** Nothing of it changes any more. */
  record Close(Rollout.State state) implements RolloutStep {
    public Close {
      Objects.requireNonNull(state);
    }
  }

  /** There is nothing to do now. */
  record Rest() implements RolloutStep {}
}
