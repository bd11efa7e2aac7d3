package dev.fleetaccess.ledger;

import dev.fleetaccess.plan.Itinerary;
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
   * @param itinerary the rollout's legs; where they are not known, it goes by the wave alone
   */
  static Optional<Turn> of(Entry entry, Rollout rollout, Optional<Itinerary> itinerary) {
    if (entry.state() != Entry.State.PLANNED
        || entry.removal()
        || rollout.kind() != Rollout.Kind.RELEASE) {
      return Optional.empty();
    }
    Optional<Between> between = itinerary.map(legs -> Between.of(legs, entry, rollout));
    boolean later = between.map(Between::later).orElse(entry.wave() > rollout.wave());
    Optional<String> first = between.filter(Between::parted).map(Between::first);
    return switch (rollout.state()) {
      case WAITING ->
          Optional.of(new Turn(entry.wave() + 1, approval(entry, rollout, first), resume(rollout)));
      case RUNNING ->
          later
              ? Optional.of(new Turn(entry.wave() + 1, rest(rollout, first), ""))
              : Optional.empty();
      case CLAIMING, HALTED, FINISHED, SUPERSEDED, ROLLED_BACK -> Optional.empty();
    };
  }

  /**
   * What lies between where a rollout is and where an item comes.
   *
   * @param later whether the item's leg is still to begin, in another wave or past a stage that
   *     everybody waits for; who comes right after such a stage is in the middle of the release
   * @param parted whether there is such a stage, so that a wave's number alone says nothing
   * @param first the leg in which the rollout is, in words
   */
  private record Between(boolean later, boolean parted, String first) {
    static Between of(Itinerary itinerary, Entry entry, Rollout rollout) {
      Itinerary.Leg own = itinerary.at(entry.stage(), entry.wave());
      Itinerary.Leg current = itinerary.at(rollout.stage(), rollout.wave());
      boolean ahead = own.index() > current.index();
      boolean follows = current.stage().gate() && own.wave() == 0;
      return new Between(
          ahead && !follows && !itinerary.sameWave(own, current),
          ahead && itinerary.parted(own, current),
          current.words());
    }
  }

  private static String approval(Entry entry, Rollout rollout, Optional<String> first) {
    String wave = entry.wave() == rollout.wave() ? "it" : "wave " + (rollout.wave() + 1);
    String who = first.orElse(wave);
    return "%s waits for approval since %s".formatted(who, time(rollout.since()));
  }

  private static String resume(Rollout rollout) {
    return "Let it go on: ./fleet resume " + rollout.id();
  }

  private static String rest(Rollout rollout, Optional<String> first) {
    return rollout
        .bakes()
        .map(until -> rollout.id() + " rests until " + time(until))
        .orElseGet(() -> first.orElse("an earlier wave") + " of " + rollout.id() + " is under way");
  }

  private static String time(Instant when) {
    return TIME.format(when);
  }

  /** How an account stands by it. */
  Standing.Waiting standing(boolean has) {
    return new Standing.Waiting(wave, reason, nextStep, has);
  }
}
