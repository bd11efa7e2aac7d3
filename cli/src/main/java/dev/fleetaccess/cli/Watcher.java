package dev.fleetaccess.cli;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.local.LocalOrganization;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Waits until every rollout is closed, and does for the play what the clock does otherwise: sends
 * the heartbeat, and, where nothing is under way any more, lets the time pass that the ledger waits
 * for something to be heard of.
 */
final class Watcher {
  /** How long a step of the play may take: a minute, and several where others compute. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(4);

  /** With an empty queue and a ledger that has not changed for so long, nothing moves any more. */
  private static final Duration QUIET = Duration.ofSeconds(6);

  /** Whoever asked for something and sees nothing happen presses the button. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final String WORK = "FleetAccess-Work";
  private static final String TICKS = "FleetAccess-Tick";
  private static final String HEARTBEAT = "{\"heartbeat\":true}";

  private final LocalOrganization organization;
  private final Ledger ledger;
  private final WireFaults faults;
  private Instant beaten = Instant.EPOCH;
  private Instant pressed = Instant.EPOCH;
  private final Silence items = new Silence(InstantSource.system(), QUIET);
  private final Silence rollouts = new Silence(InstantSource.system(), QUIET);

  Watcher(LocalOrganization organization, Ledger ledger, WireFaults faults) {
    this.organization = Objects.requireNonNull(organization);
    this.ledger = Objects.requireNonNull(ledger);
    this.faults = Objects.requireNonNull(faults);
  }

  /**
   * Waits.
   *
   * @param begun whether what is waited for has begun
   * @param again what is sent by hand where it does not begin
   * @return every rollout that was seen
   * @throws IllegalStateException when it takes too long
   */
  Set<String> rest(BooleanSupplier begun, String again) throws InterruptedException {
    Instant end = Instant.now().plus(LONGEST);
    Set<String> seen = new TreeSet<>();
    items.begin();
    rollouts.begin();
    pressed = Instant.now();
    while (Instant.now().isBefore(end)) {
      List<Rollouts.Open> open = ledger.rollouts().overview().open();
      open.forEach(rollout -> seen.add(rollout.id()));
      if (open.isEmpty() && begun.getAsBoolean()) {
        return seen;
      }
      if (open.isEmpty() && pressed.plus(PATIENCE).isBefore(Instant.now())) {
        pressed = Instant.now();
        faults.happened("somebody saw nothing happen and sent " + again);
        organization.invoke(again);
      }
      beat();
      hurry(open);
      Thread.sleep(LOOK_EVERY);
    }
    throw new IllegalStateException(
        "not at rest after " + LONGEST.toSeconds() + " s; open: " + ledger.rollouts().overview());
  }

  private void beat() {
    if (beaten.plus(HEARTBEAT_EVERY).isBefore(Instant.now())) {
      beaten = Instant.now();
      organization.invoke(HEARTBEAT);
    }
  }

  /**
   * A rollout that rests has a tick under way; that tells nothing of its items, which may be lost
   * all the same.
   */
  private void hurry(List<Rollouts.Open> open) {
    List<Entry> sent = new ArrayList<>();
    StringBuilder state = new StringBuilder();
    for (Rollouts.Open rollout : open) {
      for (Entry entry : ledger.items().of(rollout.id())) {
        state.append(entry.state()).append(entry.changed());
        if (entry.state() == Entry.State.SENT) {
          sent.add(entry);
        }
      }
    }
    Map<String, Integer> depths = organization.queueDepths();
    boolean lost = items.noticed(state.toString(), depths.get(WORK)) && !sent.isEmpty();
    boolean forgotten = rollouts.noticed(open.toString(), depths.get(TICKS));
    if (lost || forgotten) {
      pass(open, lost ? sent : List.of());
    }
  }

  /** What would be overdue in a quarter of an hour is overdue now. */
  private void pass(List<Rollouts.Open> open, List<Entry> sent) {
    Instant now = Instant.now().minusSeconds(1);
    sent.forEach(entry -> ledger.items().record(entry, entry.sent(entry.changed(), now)));
    for (Rollouts.Open each : open) {
      ledger
          .rollouts()
          .find(each.id())
          .filter(Rollout::open)
          .ifPresent(rollout -> ledger.rollouts().step(rollout.next(rollout.changed(), now)));
    }
    if (!open.isEmpty()) {
      faults.happened("a quarter of an hour passed until silence was noticed");
    }
  }
}
