package dev.fleetaccess.cli.text;

import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Releases;
import dev.fleetaccess.report.RefusedPush;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Why the branch's head is not what accounts have, though nothing of it is under way. */
public sealed interface StoppedPush {
  /** What became of it, in a word or two. */
  String end();

  /** What it is called. */
  String title();

  /** Which push, when, and what it leaves. */
  String sentence(Instant now);

  /** What stopped it. */
  List<String> reasons();

  /** What a person can do. */
  String nextStep();

  /** What shows why. */
  String command();

  /** The one that the ledger tells of: a refusal is always of a later look. */
  static Optional<StoppedPush> of(
      Rollouts rollouts, Rollouts.Overview overview, Releases releases) {
    return overview
        .refusal()
        .<StoppedPush>map(
            refusal ->
                new Refused(
                    RefusedPush.of(
                        refusal,
                        overview.pointers(),
                        releases
                            .get(refusal.release())
                            .map(Releases.Kept::findings)
                            .orElse(List.of()))))
        .or(() -> RolledBack.of(rollouts, overview));
  }

  /** The push that was refused, if that is what became of it. */
  default Optional<RefusedPush> refused() {
    return switch (this) {
      case Refused(RefusedPush push) -> Optional.of(push);
      case RolledBack back -> Optional.empty();
    };
  }

  /** The rollout that was rolled back, if that is what became of it. */
  default Optional<Rollout> undone() {
    return switch (this) {
      case Refused refused -> Optional.empty();
      case RolledBack back -> Optional.of(back.rollout());
    };
  }

  /** It was refused, and no rollout came of it. */
  record Refused(RefusedPush push) implements StoppedPush {
    public Refused {
      Objects.requireNonNull(push);
    }

    @Override
    public String end() {
      return "Refused";
    }

    @Override
    public String title() {
      return "The push of " + push.refusal().release().brief();
    }

    @Override
    public String sentence(Instant now) {
      int errors = push.errors().size();
      return "the push of %s, %s%s; %s"
          .formatted(
              push.refusal().release().brief(),
              Words.ago(push.refusal().when(), now),
              errors == 0 ? "" : ", for " + Words.count(errors, "error"),
              push.left());
    }

    @Override
    public List<String> reasons() {
      return push.errors().stream().map(Finding::toString).toList();
    }

    @Override
    public String nextStep() {
      return push.nextStep();
    }

    @Override
    public String command() {
      return "./fleet status";
    }
  }

  /**
   * It was rolled back, by itself or by a person.
   *
   * @param rollout the rollout that brought it
   * @param stays the release that its accounts have again, or get again
   */
  record RolledBack(Rollout rollout, CommitId stays) implements StoppedPush {
    public RolledBack {
      Objects.requireNonNull(rollout);
      Objects.requireNonNull(stays);
    }

    /** While something newer comes, that is what counts. */
    private static Optional<RolledBack> of(Rollouts rollouts, Rollouts.Overview overview) {
      Pointers pointers = overview.pointers();
      return pointers
          .undone()
          .filter(undone -> pointers.candidate().isEmpty())
          .flatMap(undone -> rollouts.find(undone.rollout()))
          .flatMap(rollout -> pointers.current().map(to -> new RolledBack(rollout, to.release())));
    }

    @Override
    public String end() {
      return "Rolled back";
    }

    @Override
    public String title() {
      return rollout.id();
    }

    @Override
    public String sentence(Instant now) {
      return "%s, %s; %s stays"
          .formatted(rollout.id(), Words.ago(rollout.since(), now), stays.brief());
    }

    @Override
    public List<String> reasons() {
      return List.of(rollout.note());
    }

    @Override
    public String nextStep() {
      return "Correct the cause and push. What it came to: " + command();
    }

    @Override
    public String command() {
      return "./fleet rollouts " + rollout.id();
    }
  }
}
