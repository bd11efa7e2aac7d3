package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Itinerary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The items of a rollout as its decision needs them. The leg is the one that the rollout is in;
 * what an earlier leg has left, such as an account that joined late, is brought with it.
 *
 * @param planned of this leg or an earlier one, written down and not sent; of deletions those alone
 *     that were let through
 * @param open of this leg or an earlier one, under way
 * @param tolls of each wave that has begun, how many accounts failed in it
 * @param total of this leg, without those skipped
 * @param reached of this leg's wave, whichever stack it is about, without those skipped
 * @param overdue of any leg, under way and not heard of in time
 * @param pending of any leg, written down and not sent
 * @param underWay of any leg, under way
 * @param unlisted of any leg, failed and not named as usable by the listing
 * @param uncounted deletions that were planned since they were last counted
 * @param given of this leg or an earlier one, given up when the rollout halted; of this leg's wave,
 *     failed before it was resumed
 */
record StageView(
    List<Entry> planned,
    int open,
    List<Tolls.Toll> tolls,
    int total,
    int reached,
    List<Entry> overdue,
    List<Entry> pending,
    int underWay,
    List<Entry> unlisted,
    List<Entry> uncounted,
    List<Entry> given) {
  StageView {
    planned = List.copyOf(planned);
    tolls = List.copyOf(tolls);
    overdue = List.copyOf(overdue);
    pending = List.copyOf(pending);
    unlisted = List.copyOf(unlisted);
    uncounted = List.copyOf(uncounted);
    given = List.copyOf(given);
  }

  static StageView of(List<Entry> entries, Rollout rollout, Itinerary itinerary, Instant now) {
    var tally = new Tally(rollout, itinerary, now);
    entries.forEach(tally::add);
    return tally.view();
  }

  /** Takes items one by one and keeps those alone on which something may have to be done. */
  static final class Tally {
    private final Rollout rollout;
    private final Itinerary itinerary;
    private final Itinerary.Leg leg;
    private final Instant now;
    private final List<Entry> planned = new ArrayList<>();
    private final List<Entry> overdue = new ArrayList<>();
    private final List<Entry> pending = new ArrayList<>();
    private final List<Entry> unlisted = new ArrayList<>();
    private final List<Entry> uncounted = new ArrayList<>();
    private final List<Entry> given = new ArrayList<>();
    private int open;
    private final Tolls tolls;
    private int total;
    private int reached;
    private int underWay;

    Tally(Rollout rollout, Itinerary itinerary, Instant now) {
      this.rollout = rollout;
      this.itinerary = itinerary;
      this.leg = itinerary.at(rollout.stage(), rollout.wave());
      this.tolls = new Tolls(itinerary, leg);
      this.now = now;
    }

    void add(Entry entry) {
      Itinerary.Leg own = itinerary.at(entry.stage(), entry.wave());
      boolean current = own.index() == leg.index();
      boolean begun = own.index() <= leg.index();
      boolean counts = entry.state() != Entry.State.SKIPPED;
      total += current && counts ? 1 : 0;
      if (counts) {
        tolls.add(own, entry.account(), failed(entry) && !tried(entry));
      }
      reached += counts && itinerary.sameWave(own, leg) ? 1 : 0;
      switch (entry.state()) {
        case PLANNED -> {
          pending.add(entry);
          if (entry.uncounted()) {
            uncounted.add(entry);
          } else if (begun) {
            planned.add(entry);
          }
        }
        case SENT -> {
          underWay++;
          open += begun && !onlyItsProofIsLeft(entry) ? 1 : 0;
          if (entry.due().isBefore(now)) {
            overdue.add(entry);
          }
        }
        case FAILED -> {
          revive(entry, own);
          if (!entry.listedSince(rollout.listedFrom())) {
            unlisted.add(entry);
          }
        }
        case REFUSED -> revive(entry, own);
        case NOT_STARTED -> {
          if (begun && rollout.resumed().isPresent()) {
            given.add(entry);
          }
        }
        case CONVERGED, PREVIEWED, SKIPPED, SUPERSEDED -> {}
      }
    }

    /** Everybody waits for the stacks of a gate, and nobody for its proof. */
    private boolean onlyItsProofIsLeft(Entry entry) {
      return entry.attempt().proofs() > 0 && itinerary.at(entry.stage(), 0).stage().gate();
    }

    private static boolean failed(Entry entry) {
      return entry.state() == Entry.State.FAILED || entry.state() == Entry.State.REFUSED;
    }

    /** Whether it failed before the rollout was resumed: whoever resumes has it counted anew. */
    private boolean tried(Entry entry) {
      return rollout.resumed().filter(entry.changed()::isBefore).isPresent();
    }

    private void revive(Entry entry, Itinerary.Leg own) {
      boolean mates =
          own.index() < leg.index() && !leg.stage().isRemovals() && itinerary.sameWave(own, leg);
      if (tried(entry) && (own.index() == leg.index() || mates)) {
        given.add(entry);
      }
    }

    StageView view() {
      // Always the same ones first, so that two orchestrators on one rollout send the same ones.
      planned.sort(Comparator.comparing(Entry::account));
      return new StageView(
          planned,
          open,
          tolls.all(),
          total,
          reached,
          overdue,
          pending,
          underWay,
          unlisted,
          uncounted,
          given);
    }
  }
}
