package dev.fleetaccess.cli;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.run.ReleaseShelf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What a play with faults has to have come to when a step of it rests. */
final class StepVerdicts {
  private final Screen screen;
  private final Verdicts verdicts;
  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final Outcomes outcomes;
  private final Spoiled spoiled;

  StepVerdicts(
      Screen screen,
      Verdicts verdicts,
      Ledger ledger,
      ReleaseShelf releases,
      Outcomes outcomes,
      Spoiled spoiled) {
    this.screen = Objects.requireNonNull(screen);
    this.verdicts = Objects.requireNonNull(verdicts);
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.outcomes = Objects.requireNonNull(outcomes);
    this.spoiled = Objects.requireNonNull(spoiled);
  }

  /** Every item of these rollouts has ended, and what is said of it is so. */
  void check(Set<String> rollouts, Instant start) {
    states(rollouts);
    List<String> wrong = outcomes.broken(rollouts);
    wrong.forEach(screen::bad);
    verdicts.hold(
        wrong.isEmpty(),
        "every item has ended, in %d s; what is said to be right is, and every failure says why"
            .formatted(Verdicts.seconds(start)));
  }

  /** The rollout has finished. */
  void finished(String id) {
    is(id, Rollout.State.FINISHED);
  }

  /** The rollout ended like that. */
  void is(String id, Rollout.State expected) {
    Rollout.State state = ledger.rollouts().find(id).orElseThrow().state();
    verdicts.hold(state == expected, id + " is " + state);
  }

  private void states(Set<String> rollouts) {
    var states = new TreeMap<String, Integer>();
    for (String id : rollouts) {
      for (Entry entry : ledger.items().of(id)) {
        states.merge(state(entry), 1, Integer::sum);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("items", "ended as"));
    states.forEach((state, count) -> rows.add(List.of("" + count, state)));
    screen.table(rows);
  }

  private static String state(Entry entry) {
    return entry
        .failure()
        .map(failure -> entry.state() + " " + failure.kind())
        .orElseGet(() -> entry.state().toString());
  }

  /** The rollout has finished, and whoever can have its release has it. */
  void brought(String id, CommitId commit) {
    finished(id);
    List<String> wrong = outcomes.notRight(releases.get(commit), spoiled.waitingForSomebody());
    verdicts.hold(
        wrong.isEmpty(), "every usable account has it, but for those that wait for somebody");
    wrong.forEach(screen::bad);
  }
}
