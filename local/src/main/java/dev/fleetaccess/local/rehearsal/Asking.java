package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.check.Asked;
import dev.fleetaccess.local.rehearsal.check.Told;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** People who push and send commands, and who wait for what comes of it. */
final class Asking {
  static final String RERUN = "{\"rerun\":\"all\"}";
  static final String RERUN_FAILED = "{\"rerun\":\"failed\"}";
  static final String DRIFT = "{\"rerun\":\"all\",\"drift\":true}";
  static final String SWEEP = "{\"sweep\":true}";

  /** How often people look whether what they wait for is there. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final int MOST_LOOKS = 2_000;

  private final RehearsalWorld world;
  private final Steps steps;
  private final Asked asked;
  private int pushed;

  Asking(RehearsalWorld world, Steps steps) {
    this.world = Objects.requireNonNull(world);
    this.steps = Objects.requireNonNull(steps);
    this.asked = world.invariants.conduct().asked();
  }

  private static CommitId commit(int number) {
    return new CommitId("%08x%032x".formatted(number, 0));
  }

  /** The commit that was pushed last. */
  CommitId pushed() {
    return commit(pushed);
  }

  /** Pushes at once, without waiting for anything. */
  CommitId pushNow(RoleFiles content) {
    CommitId commit = commit(++pushed);
    world.push(commit, content.files());
    return commit;
  }

  /** Pushes a release, plays it to its end, and tells which rollout brought it. */
  Rollout push(String name, RoleFiles content) {
    return push(name, content, rollout -> {});
  }

  /**
   * The same, and something meanwhile.
   *
   * @param meanwhile told of the rollout's id when it is pushed
   */
  Rollout push(String name, RoleFiles content, Consumer<String> meanwhile) {
    CommitId commit = commit(pushed + 1);
    steps.play(
        name,
        () -> meanwhile.accept(id(pushNow(content))),
        // Whoever pushed and sees nothing happen presses the button.
        () -> send(SWEEP),
        () -> brought(commit));
    wantWhatFinished();
    return find(id(commit));
  }

  /** What a step's releases brought to everybody is wanted from then on. */
  private void wantWhatFinished() {
    steps.since().stream()
        .filter(rollout -> rollout.kind() == Rollout.Kind.RELEASE)
        .forEach(rollout -> wanted(find(rollout.id())));
  }

  /** What the last push lacks to be told of; empty when whoever pushed can read it. */
  Optional<String> untold() {
    return Told.objection(pushed(), id(pushed()), world.rollouts);
  }

  /** The last push came while something else was waited for, and its event was lost. */
  void findLostPush() {
    if (untold().isPresent()) {
      byHand("sweep after a lost push", SWEEP, Rollout.Kind.SWEEP);
      wantWhatFinished();
    }
  }

  /** Pushes what is refused, until the ledger tells so. */
  void pushRefused(String name, RoleFiles content) {
    CommitId commit = commit(pushed + 1);
    steps.play(name, () -> pushNow(content), () -> send(SWEEP), () -> refused(commit));
  }

  private boolean refused(CommitId commit) {
    return world.rollouts.overview().refusal().map(Refusal::release).equals(Optional.of(commit));
  }

  /** Whether this step began a rollout of that commit. */
  boolean brought(CommitId commit) {
    return steps.since().stream().anyMatch(rollout -> rollout.release().equals(commit));
  }

  private void wanted(Rollout rollout) {
    if (rollout.state() == Rollout.State.FINISHED) {
      asked.wants(rollout.release());
    }
  }

  /** The rollout that first brings a commit. */
  String id(CommitId commit) {
    return "release-" + commit.value().substring(0, 12);
  }

  /** The rollout as it stands. */
  Rollout find(String id) {
    return world.rollouts.find(id).orElseThrow();
  }

  /** Whether that rollout may still be resumed or taken back. */
  boolean stands(Rollout rollout) {
    return rollout.state() == Rollout.State.HALTED
        && world.rollouts.pointers().isCandidate(rollout.id());
  }

  /** Sends an event by hand. */
  void send(String event) {
    world.deliveries.invoke(event);
  }

  /** Sends an event by hand, and plays the rollout of that kind to its end. */
  void byHand(String name, String event, Rollout.Kind kind) {
    byHand(name, () -> event, kind);
  }

  /** The same with an event that is chosen when it is sent. */
  void byHand(String name, Supplier<String> event, Rollout.Kind kind) {
    Runnable press = () -> send(event.get());
    steps.play(
        name,
        press,
        press,
        () -> steps.since().stream().anyMatch(rollout -> rollout.kind() == kind));
  }

  /** Has a rollout go on, and plays it to its end. */
  Rollout resume(Rollout halted) {
    Runnable press =
        () -> {
          asked.resumes(halted.id());
          send("{\"resume\":\"%s\",\"by\":\"somebody\"}".formatted(halted.id()));
        };
    steps.play("resume", press, press, () -> !find(halted.id()).resumed().equals(halted.resumed()));
    Rollout after = find(halted.id());
    if (after.kind() == Rollout.Kind.RELEASE) {
      wanted(after);
    }
    return after;
  }

  /** Has a release taken back, and plays that to its end. */
  void rollBack() {
    byHand("rollback", "{\"rollback\":true,\"by\":\"somebody\"}", Rollout.Kind.ROLLBACK);
  }

  /** Has an earlier commit brought, and plays that to its end. */
  void bring(CommitId commit) {
    Runnable press = () -> send("{\"release\":\"%s\"}".formatted(commit));
    steps.play("earlier commit", press, press, () -> brought(commit));
    steps.since().stream()
        .filter(rollout -> rollout.release().equals(commit))
        .filter(rollout -> rollout.kind() == Rollout.Kind.RELEASE)
        .forEach(rollout -> wanted(find(rollout.id())));
  }

  /** The release that finished last, by what was asked for. */
  Optional<CommitId> wanted() {
    return asked.wanted();
  }

  /** Does something as soon as that is so. */
  void when(BooleanSupplier so, Runnable act) {
    when(so, act, MOST_LOOKS);
  }

  private void when(BooleanSupplier so, Runnable act, int looks) {
    world.time.after(
        LOOK,
        () -> {
          if (so.getAsBoolean()) {
            act.run();
          } else if (looks > 0) {
            when(so, act, looks - 1);
          }
        });
  }

  /** Where the rollout stands; empty before it was opened. */
  Optional<Rollout.State> state(String id) {
    return world.rollouts.find(id).map(Rollout::state);
  }
}
