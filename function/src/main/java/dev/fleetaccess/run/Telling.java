package dev.fleetaccess.run;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.report.Notice;
import dev.fleetaccess.report.RefusedPush;
import dev.fleetaccess.report.RolloutSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Tells what happened to rollouts and pushes, after it was written down. What cannot be told fails
 * nothing: it stands in the ledger. A dry run does nothing, so nobody is told of it.
 */
final class Telling {
  private final Notices notices;
  private final Ledger ledger;
  private final Journal journal;

  Telling(Notices notices, Ledger ledger, Journal journal) {
    this.notices = Objects.requireNonNull(notices);
    this.ledger = Objects.requireNonNull(ledger);
    this.journal = Objects.requireNonNull(journal);
  }

  /** The start of what brings nothing new. */
  void started(Rollout rollout) {
    started(rollout, List.of());
  }

  /**
   * The start of a release.
   *
   * @param widening what gives somebody more than before, and was allowed
   */
  void started(Rollout rollout, List<Finding> widening) {
    tell(rollout, () -> new Notice.Started(rollout, widening));
  }

  void halted(Rollout rollout) {
    tell(rollout, () -> new Notice.Halted(summed(rollout), pointers()));
  }

  void waiting(Rollout rollout) {
    tell(rollout, () -> new Notice.Waiting(summed(rollout), pointers()));
  }

  /** The end, in the log too: its last lines sum the rollout up. */
  void ended(RolloutSummary summary) {
    journal.ended(summary);
    tell(summary.rollout(), () -> new Notice.Ended(summary));
  }

  /**
   * Accounts that newly fail.
   *
   * @param entries none is nothing to tell
   */
  void failing(Rollout rollout, List<Entry> entries) {
    if (!entries.isEmpty()) {
      tell(rollout, () -> new Notice.Failing(rollout, entries));
    }
  }

  /** A push that no rollout comes of. */
  void refused(Refusal refusal, List<Finding> findings, Pointers pointers) {
    tell(
        () -> new Notice.Refused(RefusedPush.of(refusal, pointers, findings)),
        Map.of("release", refusal.release().value()));
  }

  /** What a rollout came to so far. */
  RolloutSummary summed(Rollout rollout) {
    var summing = new RolloutSummary.Summing();
    ledger.items().each(rollout.id(), summing::add);
    return summing.of(rollout);
  }

  private Pointers pointers() {
    return ledger.rollouts().overview().pointers();
  }

  private void tell(Rollout rollout, Supplier<Notice> notice) {
    if (!rollout.dryRun()) {
      tell(notice, Map.of("rollout", rollout.id(), "state", rollout.state().name()));
    }
  }

  /** Reading what is to be told may fail as well as telling it. */
  private void tell(Supplier<Notice> notice, Map<String, String> about) {
    try {
      notices.tell(notice.get());
    } catch (RemoteFailure e) {
      var fields = new HashMap<>(about);
      fields.put("why", "" + e);
      journal.warning("nobody could be told; the ledger has it", fields);
    }
  }
}
