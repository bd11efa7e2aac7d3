package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rollouts whose accounts a rollback brings back: the one that it takes back, and those before
 * it that never finished because a newer commit took their place.
 *
 * @param rollouts at least the one that is taken back
 */
record Unfinished(List<Rollout> rollouts) {
  /** Rollouts that are looked through at a time. */
  private static final int PAGE = 50;

  Unfinished {
    rollouts = List.copyOf(rollouts);
  }

  /** Those since the last one that finished. */
  static Unfinished since(Rollouts ledger, Rollout undone) {
    Instant since =
        ledger
            .overview()
            .pointers()
            .current()
            .map(Pointers.Pointer::rollout)
            .flatMap(ledger::find)
            .map(Rollout::started)
            .orElse(Instant.EPOCH);
    List<Rollout> found = new ArrayList<>(List.of(undone));
    Optional<Instant> until = Optional.of(undone.started());
    while (until.isPresent()) {
      List<Rollout> page = ledger.latest(until.get(), PAGE);
      page.stream()
          .filter(rollout -> !rollout.id().equals(undone.id()) && isOvertaken(rollout))
          .filter(rollout -> rollout.started().isAfter(since))
          .forEach(found::add);
      until =
          Optional.of(page)
              .filter(full -> full.size() == PAGE)
              .map(full -> full.getLast().started())
              .filter(since::isBefore)
              .map(last -> last.minusMillis(1));
    }
    return new Unfinished(found);
  }

  /** A halted one stays halted in the ledger when a newer commit takes its place. */
  private static boolean isOvertaken(Rollout rollout) {
    return rollout.kind() == Rollout.Kind.RELEASE
        && switch (rollout.state()) {
          case SUPERSEDED, HALTED -> true;
          case CLAIMING, RUNNING, WAITING, FINISHED, ROLLED_BACK -> false;
        };
  }

  /** What they brought, but what everybody is to go back to. */
  Set<CommitId> releases(CommitId goal) {
    return rollouts.stream()
        .map(Rollout::release)
        .filter(release -> !release.equals(goal))
        .collect(Collectors.toSet());
  }
}
