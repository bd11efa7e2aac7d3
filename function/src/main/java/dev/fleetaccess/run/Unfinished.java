package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rollouts whose accounts a rollback brings back: the one that it takes back, and those before
 * it that never finished because a newer commit took their place, and were not brought back since.
 *
 * @param rollouts at least the one that is taken back
 */
record Unfinished(List<Rollout> rollouts) {
  /**
   * What was opened so long after the one that is taken back may still have been overtaken by it:
   * the functions' clocks differ.
   */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

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
    Optional<Instant> until = Optional.of(undone.started().plus(CLOCKS));
    while (until.isPresent()) {
      List<Rollout> page = ledger.latest(until.get(), PAGE);
      page.stream()
          .filter(rollout -> !rollout.id().equals(undone.id()) && isOvertaken(ledger, rollout))
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

  /**
   * Whether a release that was begun is neither brought nor there any more, whether its own row
   * says so yet or not.
   */
  static boolean isPassedOver(Rollout rollout, Pointers pointers) {
    boolean begun =
        rollout.kind() == Rollout.Kind.RELEASE
            && switch (rollout.state()) {
              case RUNNING, WAITING, HALTED -> true;
              case CLAIMING, FINISHED, SUPERSEDED, ROLLED_BACK -> false;
            };
    return begun && !pointers.isCandidate(rollout.id()) && !pointers.isCurrent(rollout.id());
  }

  /**
   * A halted one stays halted in the ledger when a newer commit takes its place; and one that was
   * to be rolled back stays so when that commit came before its rollback, or in the middle of it.
   */
  private static boolean isOvertaken(Rollouts ledger, Rollout rollout) {
    return rollout.kind() == Rollout.Kind.RELEASE
        && switch (rollout.state()) {
          case SUPERSEDED, HALTED, ROLLED_BACK -> !isBack(ledger, rollout);
          case CLAIMING, RUNNING, WAITING, FINISHED -> false;
        };
  }

  private static boolean isBack(Rollouts ledger, Rollout undone) {
    return ledger
        .find(Undoing.id(undone.id()))
        .filter(rollback -> rollback.state() == Rollout.State.FINISHED)
        .isPresent();
  }

  /** What they brought, but what everybody is to go back to. */
  Set<CommitId> releases(CommitId goal) {
    return rollouts.stream()
        .map(Rollout::release)
        .filter(release -> !release.equals(goal))
        .collect(Collectors.toSet());
  }
}
