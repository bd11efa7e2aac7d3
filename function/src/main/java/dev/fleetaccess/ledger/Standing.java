package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How an account, or one stack of it, stands against what it should have. */
public sealed interface Standing {
  /** It has what it should, and the hub entered it then. */
  record Proven(Instant when) implements Standing {
    public Proven {
      Objects.requireNonNull(when);
    }
  }

  /** It has what it should; no proof is made of it. */
  record Covered() implements Standing {}

  /** It has what it should, and the hub could not enter it. */
  record NotProven(String brokenLink) implements Standing {
    public NotProven {
      Objects.requireNonNull(brokenLink);
    }
  }

  /**
   * The last visit failed or was refused.
   *
   * @param kind the failure's kind, or {@code REFUSED}
   * @param cause the first cause, in the service's words or ours
   * @param nextStep what a person can do; empty where the cause says it
   */
  record Failing(String kind, String cause, String nextStep) implements Standing {
    public Failing {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(cause);
      Objects.requireNonNull(nextStep);
    }
  }

  /**
   * A rollout is bringing it what it should have.
   *
   * @param begun whether a worker has been sent
   * @param note why it takes its time; empty where there is nothing to say
   */
  record UnderWay(boolean begun, String note) implements Standing {
    public UnderWay {
      Objects.requireNonNull(note);
    }
  }

  /**
   * Its wave has not begun, and nothing else is the matter with it.
   *
   * @param wave which one, from 1
   * @param reason what that waits for, and since when or until when
   * @param nextStep what a person can do; empty where it begins by itself
   * @param has whether it has the release that finished last, which is what it should have until
   *     then; else it has nothing yet
   */
  record Waiting(int wave, String reason, String nextStep, boolean has) implements Standing {
    public Waiting {
      Objects.requireNonNull(reason);
      Objects.requireNonNull(nextStep);
    }
  }

  /** It has none of it, and nothing is on its way. */
  record NeverReached(String why) implements Standing {
    public NeverReached {
      Objects.requireNonNull(why);
    }
  }

  /** It has an older release, and nothing is on its way. */
  record Behind(CommitId release) implements Standing {
    public Behind {
      Objects.requireNonNull(release);
    }
  }

  /**
   * It has a stack that the release no longer declares there.
   *
   * @param begun whether that was begun and never seen, so that it need not stand there
   */
  record Orphaned(boolean begun) implements Standing {}

  /** Nothing is to be had there; the reason says why. */
  record LeftOut(String reason) implements Standing {
    public LeftOut {
      Objects.requireNonNull(reason);
    }
  }

  /** In one word, the one that stands for the whole account first where several stacks differ. */
  enum State {
    FAILING("failing"),
    UNDER_WAY("under way"),
    NEVER_REACHED("never reached"),
    NOT_YET_REACHED("not yet reached"),
    BEHIND("behind"),
    NOT_PROVEN("not proven"),
    ORPHANED("orphaned"),
    WAITING("waiting"),
    PROVEN("proven"),
    COVERED("covered"),
    LEFT_OUT("left out");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** Whether the account has what it should. */
    public boolean covered() {
      return switch (this) {
        case PROVEN, COVERED, NOT_PROVEN, ORPHANED, WAITING -> true;
        case FAILING, UNDER_WAY, NEVER_REACHED, NOT_YET_REACHED, BEHIND, LEFT_OUT -> false;
      };
    }
  }

  /** In one word. */
  default State state() {
    return switch (this) {
      case Proven proven -> State.PROVEN;
      case Covered covered -> State.COVERED;
      case NotProven notProven -> State.NOT_PROVEN;
      case Failing failing -> State.FAILING;
      case UnderWay underWay -> State.UNDER_WAY;
      case Waiting waiting -> waiting.has() ? State.WAITING : State.NOT_YET_REACHED;
      case NeverReached neverReached -> State.NEVER_REACHED;
      case Behind behind -> State.BEHIND;
      case Orphaned orphaned -> State.ORPHANED;
      case LeftOut leftOut -> State.LEFT_OUT;
    };
  }

  /** Why it stands so, in words; empty where the word says it all. */
  default String why() {
    return switch (this) {
      case Proven proven -> "";
      case Covered covered -> "";
      case NotProven(String brokenLink) -> brokenLink;
      case Failing(String kind, String cause, String nextStep) -> cause;
      case UnderWay(boolean begun, String note) ->
          note.isEmpty() ? (begun ? "a worker looked at it" : "waits for its turn") : note;
      case Waiting(int wave, String reason, String nextStep, boolean has) ->
          "wave " + wave + " has not begun: " + reason;
      case NeverReached(String why) -> why;
      case Behind(CommitId release) -> "has " + release.brief();
      case Orphaned(boolean begun) ->
          "the release does not declare it there" + (begun ? "; it was begun and may stand" : "");
      case LeftOut(String reason) -> reason;
    };
  }

  /** What a person can do; empty where there is nothing, or where the reason says it. */
  default String nextStep() {
    return switch (this) {
      case Failing failing -> failing.nextStep();
      case Waiting waiting -> waiting.nextStep();
      case NeverReached neverReached -> "Re-run the account.";
      case Behind behind -> "Re-run the account.";
      case Orphaned orphaned ->
          "Declare it again, or let the manifest delete it (onExit, onRemove).";
      case Proven proven -> "";
      case Covered covered -> "";
      case NotProven notProven -> "";
      case UnderWay underWay -> "";
      case LeftOut leftOut -> "";
    };
  }

  /** How a visit that ended as failed stands. */
  static Failing failing(Failure failure) {
    return failure.code().equals("Refused")
        ? new Failing(Entry.State.REFUSED.name(), failure.message(), "")
        : new Failing(
            failure.kind().name(),
            failure.code() + ": " + failure.message(),
            failure.kind().nextStep());
  }

  /** Why nothing came of an item; empty where something did, or still may. */
  static Optional<Standing> unreached(Entry entry) {
    return switch (entry.state()) {
      case NOT_STARTED -> Optional.of(new NeverReached("the rollout halted before its turn"));
      case SUPERSEDED -> Optional.of(new NeverReached("a newer commit came before its turn"));
      case FAILED ->
          Optional.of(
              entry
                  .failure()
                  .map(Standing::failing)
                  .orElseGet(() -> new Failing("UNKNOWN", entry.note(), "")));
      case REFUSED -> Optional.of(new Failing(Entry.State.REFUSED.name(), entry.note(), ""));
      case SKIPPED -> Optional.of(new LeftOut(entry.note()));
      case PLANNED, SENT, CONVERGED, PREVIEWED -> Optional.empty();
    };
  }
}
