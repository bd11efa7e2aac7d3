package dev.fleetaccess.report;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.Finding;
import java.util.List;
import java.util.Objects;

/** What people and machines are told of a rollout without asking. */
public sealed interface Notice {
  /** The rollout it is about. */
  Rollout rollout();

  /** What happened, in one word: {@code STARTED}, {@code HALTED}, and so on. */
  default String happening() {
    return switch (this) {
      case Started started -> "STARTED";
      case Halted halted -> "HALTED";
      case Waiting waiting -> "WAITING";
      case Ended ended -> "ENDED";
      case Failing failing -> "FAILING";
    };
  }

  /**
   * Whether it is worth somebody's mail: all but that a look which changes no release began and
   * ended, since there is one for every account that joins, and one a day.
   */
  default boolean mailed() {
    return switch (this) {
      case Started started -> changesTheRelease();
      case Ended ended -> changesTheRelease();
      case Halted halted -> true;
      case Waiting waiting -> true;
      case Failing failing -> true;
    };
  }

  private boolean changesTheRelease() {
    return switch (rollout().kind()) {
      case RELEASE, ROLLBACK -> true;
      case JOIN, RERUN, SWEEP, DRIFT -> false;
    };
  }

  /**
   * A rollout was opened.
   *
   * @param widening what gives somebody more than before, and was allowed; none for what brings
   *     nothing new
   */
  record Started(Rollout rollout, List<Finding> widening) implements Notice {
    public Started {
      Objects.requireNonNull(rollout);
      widening = List.copyOf(widening);
    }
  }

  /**
   * A rollout stopped by itself or by hand; nothing more of it is started.
   *
   * @param summary what it came to so far
   * @param pointers what it leaves to be done hangs on them
   */
  record Halted(RolloutSummary summary, Pointers pointers) implements Notice {
    public Halted {
      Objects.requireNonNull(summary);
      Objects.requireNonNull(pointers);
    }

    @Override
    public Rollout rollout() {
      return summary.rollout();
    }
  }

  /**
   * The next wave waits for a person.
   *
   * @param summary what it came to so far
   * @param pointers what can be done hangs on them
   */
  record Waiting(RolloutSummary summary, Pointers pointers) implements Notice {
    public Waiting {
      Objects.requireNonNull(summary);
      Objects.requireNonNull(pointers);
    }

    @Override
    public Rollout rollout() {
      return summary.rollout();
    }
  }

  /** Nothing of the rollout changes any more: it finished, or was ended before. */
  record Ended(RolloutSummary summary) implements Notice {
    public Ended {
      Objects.requireNonNull(summary);
    }

    @Override
    public Rollout rollout() {
      return summary.rollout();
    }
  }

  /**
   * Accounts fail that did not when they were last looked at.
   *
   * @param entries their items, at least one
   */
  record Failing(Rollout rollout, List<Entry> entries) implements Notice {
    public Failing {
      Objects.requireNonNull(rollout);
      entries = List.copyOf(entries);
      if (entries.isEmpty()) {
        throw new IllegalArgumentException("no account that fails");
      }
    }
  }
}
