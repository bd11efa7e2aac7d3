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
 * @param failed of this leg, failed or refused
 * @param total of this leg, without those skipped
 * @param reached of this leg's wave, whichever stack it is about, without those skipped
 * @param overdue of any leg, under way and not heard of in time
 * @param pending of any leg, written down and not sent
 * @param underWay of any leg, under way
 * @param unlisted of any leg, failed and not named as usable by the listing
 * @param uncounted deletions that were planned since they were last counted
 * @param given of this leg or an earlier one, given up when the rollout halted; of this leg, failed
 *     before it was resumed
 */
record StageView(
    List<Entry> planned,
    int open,
    int failed,
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
    private int failed;
    private int total;
    private int reached;
    private int underWay;

    Tally(Rollout rollout, Itinerary itinerary, Instant now) {
      this.rollout = rollout;
      this.itinerary = itinerary;
      this.leg = itinerary.at(rollout.stage(), rollout.wave());
      this.now = now;
    }

    void add(Entry entry) {
      Itinerary.Leg own = itinerary.at(entry.stage(), entry.wave());
      boolean current = own.index() == leg.index();
      boolean begun = own.index() <= leg.index();
      boolean counts = entry.state() != Entry.State.SKIPPED;
      total += current && counts ? 1 : 0;
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
          failed(entry, current);
          if (!entry.listedSince(rollout.listedFrom())) {
            unlisted.add(entry);
          }
        }
        case REFUSED -> failed(entry, current);
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

    private void failed(Entry entry, boolean current) {
      if (current && rollout.resumed().filter(entry.changed()::isBefore).isPresent()) {
        given.add(entry);
      } else if (current) {
        failed++;
      }
    }

    StageView view() {
      // Always the same ones first, so that two orchestrators on one rollout send the same ones.
      planned.sort(Comparator.comparing(Entry::account));
      return new StageView(
          planned, open, failed, total, reached, overdue, pending, underWay, unlisted, uncounted,
          given);
    }
  }
}
