package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The items of a rollout as its decision needs them.
 *
 * @param planned of the current stage, written down and not sent
 * @param open of the current stage, under way
 * @param failed of the current stage, failed or refused
 * @param total of the current stage, without those skipped
 * @param overdue of any stage, under way and not heard of in time
 * @param pending of any stage, written down and not sent
 * @param underWay of any stage, under way
 * @param unlisted of any stage, failed and not named as usable by the listing
 */
record StageView(
    List<Entry> planned,
    int open,
    int failed,
    int total,
    List<Entry> overdue,
    List<Entry> pending,
    int underWay,
    List<Entry> unlisted) {
  StageView {
    planned = List.copyOf(planned);
    overdue = List.copyOf(overdue);
    pending = List.copyOf(pending);
    unlisted = List.copyOf(unlisted);
  }

  static StageView of(List<Entry> entries, int stage, Instant now) {
    List<Entry> planned = new ArrayList<>();
    List<Entry> overdue = new ArrayList<>();
    List<Entry> pending = new ArrayList<>();
    List<Entry> unlisted = new ArrayList<>();
    int open = 0;
    int failed = 0;
    int total = 0;
    int underWay = 0;
    for (Entry entry : entries) {
      boolean current = entry.stage() == stage;
      total += current && entry.state() != Entry.State.SKIPPED ? 1 : 0;
      switch (entry.state()) {
        case PLANNED -> {
          pending.add(entry);
          if (current) {
            planned.add(entry);
          }
        }
        case SENT -> {
          underWay++;
          open += current ? 1 : 0;
          if (entry.due().isBefore(now)) {
            overdue.add(entry);
          }
        }
        case FAILED -> {
          failed += current ? 1 : 0;
          if (!entry.listed()) {
            unlisted.add(entry);
          }
        }
        case REFUSED -> failed += current ? 1 : 0;
        case CONVERGED, PREVIEWED, SKIPPED, SUPERSEDED, NOT_STARTED -> {}
      }
    }
    // Always the same ones first, so that two orchestrators on one rollout send the same ones.
    planned.sort(Comparator.comparing(Entry::account));
    return new StageView(planned, open, failed, total, overdue, pending, underWay, unlisted);
  }
}
