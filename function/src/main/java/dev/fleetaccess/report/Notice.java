package dev.fleetaccess.report;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.Finding;
import java.util.List;
import java.util.Objects;

/** What people and machines are told of a rollout, or of a push, without asking. */
public sealed interface Notice {
  /** One of a rollout. */
  sealed interface OfRollout extends Notice {
    /** The rollout it is about. */
    Rollout rollout();
  }

  /** The rollout that it is about; of a push that none came of the commit. */
  default String about() {
    return switch (this) {
      case OfRollout told -> told.rollout().id();
      case Refused refused -> refused.push().refusal().release().value();
    };
  }

  /** Of what kind the rollout is, or would have been. */
  default Rollout.Kind kind() {
    return switch (this) {
      case OfRollout told -> told.rollout().kind();
      case Refused refused -> Rollout.Kind.RELEASE;
    };
  }

  /** What happened, in one word: {@code STARTED}, {@code HALTED}, and so on. */
  default String happening() {
    return switch (this) {
      case Started started -> "STARTED";
      case Halted halted -> "HALTED";
      case Waiting waiting -> "WAITING";
      case Ended ended -> "ENDED";
      case Failing failing -> "FAILING";
      case Refused refused -> "REFUSED";
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
      case Refused refused -> true;
    };
  }

  private boolean changesTheRelease() {
    return switch (kind()) {
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
  record Started(Rollout rollout, List<Finding> widening) implements OfRollout {
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
  record Halted(RolloutSummary summary, Pointers pointers) implements OfRollout {
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
  record Waiting(RolloutSummary summary, Pointers pointers) implements OfRollout {
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
  record Ended(RolloutSummary summary) implements OfRollout {
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
  record Failing(Rollout rollout, List<Entry> entries) implements OfRollout {
    public Failing {
      Objects.requireNonNull(rollout);
      entries = List.copyOf(entries);
      if (entries.isEmpty()) {
        throw new IllegalArgumentException("no account that fails");
      }
    }
  }

  /** A push was refused: what was there before stays. */
  record Refused(RefusedPush push) implements Notice {
    public Refused {
      Objects.requireNonNull(push);
    }
  }
}
