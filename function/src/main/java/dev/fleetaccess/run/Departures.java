package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.Manifest;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Takes an account that left or was closed out of the rollouts that are under way or halted: what
 * cannot be done there any more must not count as failed and halt a release.
 */
final class Departures {
  private static final String NOTE = "the account left the organization or was closed";

  /** A worker may have the item just then and record it first. */
  private static final int TRIES = 3;

  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final Journal journal;
  private final InstantSource clock;

  Departures(Ledger ledger, ReleaseShelf releases, Journal journal, InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.journal = Objects.requireNonNull(journal);
    this.clock = Objects.requireNonNull(clock);
  }

  /** Ends what the rollouts have left to do in an account, and forgets what it has. */
  void of(AccountId account) {
    var held = new TreeSet<String>();
    ledger.inventory().of(account).stream().map(Holding::stack).forEach(held::add);
    for (String id : concerned()) {
      ledger.rollouts().find(id).ifPresent(rollout -> end(rollout, account, held));
    }
    ledger.inventory().forget(account);
  }

  /** A halted release is not open, and may be resumed. */
  private TreeSet<String> concerned() {
    Rollouts.Overview overview = ledger.rollouts().overview();
    var ids = new TreeSet<String>();
    overview.open().forEach(open -> ids.add(open.id()));
    overview.pointers().candidate().map(Pointers.Pointer::rollout).ifPresent(ids::add);
    return ids;
  }

  private void end(Rollout rollout, AccountId account, TreeSet<String> held) {
    var stacks = new TreeSet<>(held);
    releases.get(rollout.release()).manifest().stacks().stream()
        .map(Manifest.Stack::name)
        .forEach(stacks::add);
    stacks.forEach(stack -> end(rollout.id(), account, stack));
  }

  private void end(String rollout, AccountId account, String stack) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Entry> found =
          ledger.items().find(rollout, account, stack).filter(Departures::mayCount);
      if (found.isEmpty()) {
        return;
      }
      Entry skipped = found.get().as(Entry.State.SKIPPED, NOTE, clock.instant());
      if (ledger.items().record(found.get(), skipped)) {
        journal.visited(skipped);
        return;
      }
    }
  }

  /** Whether it counts as failed, or may yet. */
  private static boolean mayCount(Entry entry) {
    return switch (entry.state()) {
      case PLANNED, SENT, FAILED, REFUSED, NOT_STARTED -> true;
      case CONVERGED, PREVIEWED, SKIPPED, SUPERSEDED -> false;
    };
  }
}
