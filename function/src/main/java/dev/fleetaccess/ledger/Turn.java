package dev.fleetaccess.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What an item waits for whose wave has not begun. Pure.
 *
 * @param wave which wave it is, from 1
 * @param reason what that waits for, and since when or until when
 * @param nextStep what a person can do; empty where it begins by itself
 */
record Turn(int wave, String reason, String nextStep) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Looks whether an item waits for its wave. What may be sent, and waits for room alone, does not.
   *
   * @param rollout the rollout it belongs to
   */
  static Optional<Turn> of(Entry entry, Rollout rollout) {
    if (entry.state() != Entry.State.PLANNED
        || entry.removal()
        || rollout.kind() != Rollout.Kind.RELEASE) {
      return Optional.empty();
    }
    return switch (rollout.state()) {
      case WAITING ->
          Optional.of(new Turn(entry.wave() + 1, approval(entry, rollout), resume(rollout)));
      case RUNNING ->
          entry.wave() > rollout.wave()
              ? Optional.of(new Turn(entry.wave() + 1, rest(rollout), ""))
              : Optional.empty();
      case CLAIMING, HALTED, FINISHED, SUPERSEDED, ROLLED_BACK -> Optional.empty();
    };
  }

  private static String approval(Entry entry, Rollout rollout) {
    String who = entry.wave() == rollout.wave() ? "it" : "wave " + (rollout.wave() + 1);
    return "%s waits for approval since %s".formatted(who, time(rollout.since()));
  }

  private static String resume(Rollout rollout) {
    return "Let it go on: ./fleet resume " + rollout.id();
  }

  private static String rest(Rollout rollout) {
    return rollout
        .bakes()
        .map(until -> rollout.id() + " rests until " + time(until))
        .orElseGet(() -> "an earlier wave of " + rollout.id() + " is under way");
  }

  private static String time(Instant when) {
    return TIME.format(when);
  }

  /** How an account stands by it. */
  Standing.Waiting standing(boolean has) {
    return new Standing.Waiting(wave, reason, nextStep, has);
  }
}
