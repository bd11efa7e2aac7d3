package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The parts of the story in which a release does not simply go to everybody: waves, halts,
 * rollbacks, units, deletions. Each ends in a release that finished.
 */
final class Stories {
  private static final String SANDBOXES = "ou-flt1-sandboxes";
  private static final String WORKLOADS = "ou-flt1-workloads";

  /** How long a person takes to see that a wave waits. */
  private static final Duration THINKS = Duration.ofMinutes(3);

  private static final Duration PRESSES_AGAIN = Duration.ofMinutes(1);
  private static final String ONLY_WAVE = "[{percent: 100}]";
  private static final String CANARY = "[{percent: 20}, {percent: 100}]";

  private final RehearsalWorld world;
  private final Asking asking;
  private final Passing passing;
  private final RoleFiles files;
  private int said;

  Stories(RehearsalWorld world, Asking asking, Passing passing, RoleFiles files) {
    this.world = Objects.requireNonNull(world);
    this.asking = Objects.requireNonNull(asking);
    this.passing = Objects.requireNonNull(passing);
    this.files = Objects.requireNonNull(files);
  }

  /** A good release that every account has to be given anew. */
  private RoleFiles another() {
    return files.changed().adopting().saying(List.of("one", "two", "three", "four").get(said++));
  }

  private int draw(int kinds) {
    return (int) world.faults.below(kinds);
  }

  /** The very first release is bad, and halts in its only wave or in a canary. */
  void first() {
    boolean canary = world.faults.even();
    Rollout bad =
        asking.push(
            "bad first release",
            files.needing().spreading(canary ? CANARY : ONLY_WAVE, "4", "{percent: 5}"));
    if (asking.stands(bad)) {
      world.occurrences.flow("halt in the first release");
      passing.one("while the first release is halted");
    }
  }

  /** A good release, wave by wave, one of which a person has to agree to. */
  void waves() {
    List<String> first = world.listed();
    String waves =
        "[{accounts: [\"%s\", \"%s\"]}, {percent: 20}, {units: [%s], approve: true}, {percent: 100}]"
            .formatted(first.get(draw(first.size())), first.get(draw(first.size())), SANDBOXES);
    boolean comesBy = world.faults.even();
    Rollout good =
        asking.push(
            "waves",
            another().spreading(waves, "{percent: 20}", "{percent: 60}").resting("5m"),
            id -> asking.when(() -> waits(id), () -> waiting(id, comesBy)));
    if (good.state() == Rollout.State.FINISHED) {
      world.occurrences.flow("release in waves finished");
    }
    settle(good);
  }

  private boolean waits(String id) {
    return asking.state(id).filter(Rollout.State.WAITING::equals).isPresent();
  }

  private void waiting(String id, boolean comesBy) {
    if (comesBy) {
      boolean sweep = world.faults.even();
      asking.send(sweep ? Asking.SWEEP : Asking.RERUN);
      world.occurrences.flow("somebody comes by while a wave waits");
    }
    world.time.after(THINKS, () -> agree(id));
  }

  /** Again and again, since what is sent may be lost with the function that had it. */
  private void agree(String id) {
    if (waits(id)) {
      world.occurrences.flow("wave approved by hand");
      world.invariants.conduct().asked().resumes(id);
      asking.send("{\"resume\":\"%s\"}".formatted(id));
      world.time.after(PRESSES_AGAIN, () -> agree(id));
    }
  }

  /** A release that nobody can have, caught in its canary or in the only wave. */
  void canary() {
    int end = draw(3);
    boolean only = draw(2) == 0;
    RoleFiles bad =
        another()
            .needing()
            .spreading(only ? ONLY_WAVE : CANARY, "4", only ? "{percent: 5}" : "{percent: 20}");
    Rollout halted = asking.push("bad release", end == 1 ? bad.takenBack() : bad);
    String where = only ? "the only wave" : "a canary";
    if (halted.state() == Rollout.State.ROLLED_BACK) {
      world.occurrences.flow("rollback by itself");
      passing.one("after a rollback");
    } else if (asking.stands(halted)) {
      world.occurrences.flow("halt by failures in " + where);
      halted(halted, end == 0, only);
    }
    settle(asking.find(halted.id()));
  }

  private void halted(Rollout halted, boolean back, boolean only) {
    boolean during = !back || world.faults.even();
    if (during) {
      passing.one("while halted in " + (only ? "the only wave" : "a canary"));
    }
    if (back) {
      asking.rollBack();
      world.occurrences.flow("rollback by hand");
      if (!during) {
        passing.one("after a rollback");
      }
      return;
    }
    world.population.company(false);
    if (asking.resume(halted).state() == Rollout.State.FINISHED) {
      world.occurrences.flow("halted release mended and resumed");
    }
  }

  /** A good release is stopped, or overtaken, in the middle of a wave. */
  void halt() {
    int end = draw(4);
    int after = 1 + draw(5);
    boolean resting = end != 1 && world.faults.even();
    Optional<CommitId> before = asking.wanted();
    RoleFiles content =
        another()
            .spreading("[{percent: 40}, {percent: 100}]", "{percent: 20}", "{percent: 60}")
            .resting("3m");
    boolean bad = end == 0;
    RoleFiles next = another();
    RoleFiles newer = bad ? overtaking(next) : next;
    Rollout stopped =
        asking.push(
            "release in two waves",
            content,
            id ->
                asking.when(
                    () -> resting ? rests(id) : world.invariants.conduct().begun(id) >= after,
                    () -> {
                      if (end < 2) {
                        asking.pushNow(newer);
                      } else {
                        stop(id);
                      }
                    }));
    if (stopped.state() == Rollout.State.SUPERSEDED) {
      world.occurrences.flow("newer push in the middle of a wave");
      if (bad) {
        overtaken();
      }
    } else if (asking.stands(stopped)) {
      world.occurrences.flow("halt by hand " + (resting ? "between waves" : "in a wave"));
      if (end == 2 || before.isEmpty()) {
        passing.one("while halted by hand");
        asking.resume(stopped);
        world.occurrences.flow("release halted by hand resumed");
      } else {
        asking.bring(before.get());
        world.occurrences.flow("earlier commit brought by hand");
      }
    }
    settle(asking.find(stopped.id()));
  }

  /** A bad one, which is taken back by a person or by itself while the other may still rest. */
  private RoleFiles overtaking(RoleFiles next) {
    RoleFiles bad = next.needing().spreading(CANARY, "4", "{percent: 20}");
    return world.faults.even() ? bad.takenBack() : bad;
  }

  /** What came in the middle of a wave is bad itself; both are taken back. */
  private void overtaken() {
    Rollout newer = asking.find(asking.id(asking.pushed()));
    if (newer.state() == Rollout.State.ROLLED_BACK) {
      world.occurrences.flow("rollback of what overtook a release");
    } else if (asking.stands(newer)) {
      asking.rollBack();
      world.occurrences.flow("rollback of what overtook a release");
      world.population.company(false);
    }
    settle(asking.find(newer.id()));
  }

  private boolean rests(String id) {
    return world.rollouts.find(id).flatMap(Rollout::bakes).isPresent();
  }

  private void stop(String id) {
    if (asking.state(id).filter(Rollout.State.RUNNING::equals).isPresent()) {
      world.invariants.conduct().asked().halts(id);
      asking.send("{\"halt\":\"%s\",\"by\":\"somebody\"}".formatted(id));
      world.time.after(PRESSES_AGAIN, () -> stop(id));
    }
  }

  /** Parameters by unit, accounts left out by their tags, and accounts that move and leave. */
  void units() {
    boolean many = world.faults.even();
    world.population.tag(many ? 0.2 : 0.01, Map.of("fleet", "out"));
    RoleFiles content =
        files
            .changed()
            .adopting()
            .teams(
                "[{units: [%s], parameters: {Team: sand}}]".formatted(SANDBOXES),
                "{tags: {fleet: out}}");
    Rollout rollout =
        asking.push(
            "units and tags",
            content,
            id -> {
              world.population.move(SANDBOXES, WORKLOADS, 0.05);
              world.population.leaveSoon();
            });
    agreed(rollout);
    world.occurrences.flow("accounts moved between units");
    asking.byHand("sweep after moves", Asking.SWEEP, Rollout.Kind.SWEEP);
    settle(asking.find(rollout.id()));
  }

  /** A stack that some accounts have leaves the manifest, and goes. */
  void removal() {
    boolean many = world.faults.even();
    String except =
        many
            ? "{units: [%s]}".formatted(WORKLOADS)
            : "{units: [%s, %s]}".formatted(WORKLOADS, SANDBOXES);
    settle(asking.push("one more stack", files.changed().adopting().withAudit(except)));
    Rollout rollout = asking.push("stack removed", files.changed().adopting());
    agreed(rollout);
    settle(asking.find(rollout.id()));
  }

  /** Deletions that halted are agreed to. */
  private void agreed(Rollout rollout) {
    if (asking.stands(rollout) && rollout.stage() == Stage.REMOVALS) {
      world.occurrences.flow("halt before many deletions");
      asking.resume(rollout);
      world.occurrences.flow("deletions agreed to");
    } else if (rollout.state() == Rollout.State.FINISHED) {
      world.occurrences.flow("few deletions without asking");
    }
  }

  /** What stands still in the end is replaced by what everybody can have. */
  private void settle(Rollout rollout) {
    if (asking.stands(rollout)) {
      asking.push("mended change", files.changed().adopting());
    }
  }
}
