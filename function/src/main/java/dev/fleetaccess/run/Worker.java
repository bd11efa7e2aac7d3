package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.proof.Prover;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.reconcile.Patience;
import dev.fleetaccess.reconcile.Reconciler;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Needs;
import dev.fleetaccess.release.Release;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Brings one account one step nearer to its release. */
public final class Worker {
  private static final String FOUND_RIGHT = "found right before";

  private final Items items;
  private final Inventory inventory;
  private final RolloutWatch rollouts;
  private final ReleaseShelf releases;
  private final CurrentGrant grant;
  private final Entrance entrance;
  private final Reconciler reconciler;
  private final Orphans orphans;
  private final Reconciler eager;
  private final Patience patience;
  private final Proofs proofs;
  private final Endings endings;
  private final InstantSource clock;
  private final Comparing comparing;

  /** Everything a worker needs. */
  public Worker(
      Ledger ledger,
      ReleaseShelf releases,
      Access access,
      String deployerRole,
      Reconciler reconciler,
      Patience patience,
      Prover prover,
      Endings endings,
      InstantSource clock) {
    this.items = ledger.items();
    this.inventory = ledger.inventory();
    this.rollouts = new RolloutWatch(ledger.rollouts(), clock);
    this.releases = Objects.requireNonNull(releases);
    this.grant = new CurrentGrant(rollouts, items, releases);
    this.entrance = new Entrance(access, deployerRole, releases, inventory);
    this.reconciler = Objects.requireNonNull(reconciler);
    this.orphans = new Orphans(releases);
    this.eager = reconciler.eager();
    this.patience = Objects.requireNonNull(patience);
    this.proofs = new Proofs(prover, rollouts, items, clock);
    this.endings = Objects.requireNonNull(endings);
    this.clock = Objects.requireNonNull(clock);
    this.comparing = new Comparing(clock);
  }

  /**
   * Visits one item. When it returns, what was found is recorded, or a message is under way that
   * comes back; when it throws, the message must be delivered again.
   */
  public void visit(WorkItem item) {
    Optional<Entry> found = items.find(item.rollout(), item.account(), item.stack());
    if (found.isEmpty()
        || found.get().state().ended()
        || found.get().attempt().visit() > item.attempt().visit()) {
      return;
    }
    Entry entry = found.get().upTo(item.attempt());
    if (!found.get().names(entry.attempt().course().foreign()) && !endings.told(entry)) {
      return;
    }
    try {
      visit(item, entry);
    } catch (RuntimeException e) {
      endings.stumbled(entry, e);
      throw e;
    }
  }

  private void visit(WorkItem item, Entry entry) {
    Optional<Rollout> rollout = rollouts.look(item.rollout());
    Optional<Outcome> stopped = stopped(rollout, item);
    if (stopped.isPresent()) {
      endings.end(entry, item, stopped.get(), Optional.empty(), 0);
      return;
    }
    Optional<CommitId> granted = grant.of(item, entry.traits(), rollout.get());
    if (granted.isEmpty()) {
      endings.end(entry, item, new Outcome.NotStarted(), Optional.empty(), 0);
    } else if (!suffices(entry, rollout.get(), granted.get())) {
      endings.end(entry, item, new Outcome.Superseded(), Optional.empty(), 0);
    } else {
      visit(item.bringing(granted.get()), entry.bringing(granted.get()), rollout.get());
    }
  }

  /**
   * Whether what was looked up of the account is enough for that release. Where it is not, the
   * release came after the item was planned, and its own rollout looks everything up.
   */
  private boolean suffices(Entry entry, Rollout rollout, CommitId granted) {
    Needs known = needs(rollout.release()).and(needs(entry.release()));
    return known.covers(needs(granted));
  }

  private Needs needs(CommitId release) {
    return releases.get(release).needs();
  }

  private void visit(WorkItem item, Entry entry, Rollout rollout) {
    Release release = releases.get(item.release());
    Optional<Holding> holding = inventory.find(item.account(), item.stack());
    if (!release.places(item.stack(), item.account(), entry.traits())) {
      unwanted(item, entry, rollout, release, holding);
      return;
    }
    Optional<Holding> right = holding.filter(known -> onlyProofIsLeft(known, item));
    if (right.isPresent()) {
      var proven = proofs.of(item, entry, rollout, release, right.get(), FOUND_RIGHT);
      endings.right(entry, item, proven, 0);
      return;
    }
    var entering = new Entering(release);
    Outcome outcome =
        outcome(
            item,
            entry,
            holding,
            () -> {
              Session session = enter(item, entry, release, holding, entering);
              return (Comparing.isGate(release, item.stack()) ? eager : reconciler)
                  .visit(
                      session,
                      release.stack(item.stack(), item.account(), entry.traits()),
                      item.attempt(),
                      holding.flatMap(Holding::applied),
                      new Reconciler.Mode(
                          item.rollout(),
                          rollout.dryRun(),
                          comparing.wanted(release, item, entry, rollout, holding)));
            });
    if (outcome instanceof Outcome.Converged(var stack, boolean compared)) {
      Holding held = held(entry, stack, entering.role(), holding, compared);
      var proven = proofs.of(item, entry, rollout, release, held, Comparing.note(item, stack));
      endings.right(entry, item, proven, entering.calls());
      if (!rollout.dryRun() && holding.flatMap(Holding::applied).isEmpty()) {
        // Its row says no more that it joined where no proof is wanted: this one still does.
        proofs.sinceJoining(held, held.seen()).ifPresent(after -> endings.arrived(entry, after));
      }
    } else {
      endings.end(entry, item, entering.remembered(outcome), entering.role(), entering.calls());
    }
  }

  /** The stack was found right in this rollout, and the hub could not enter yet. */
  private static boolean onlyProofIsLeft(Holding known, WorkItem item) {
    return item.attempt().proofs() > 0
        && known.failure().isEmpty()
        && known.release().equals(Optional.of(item.release()));
  }

  private Holding held(
      Entry entry,
      StackState.Settled stack,
      Optional<String> role,
      Optional<Holding> before,
      boolean compared) {
    Instant now = clock.instant();
    return before
        .map(Holding::but)
        .orElseGet(() -> Holding.first(entry, now))
        .traits(entry.traits())
        .release(Optional.of(entry.release()))
        .applied(
            stack.applied().map(digest -> new Applied(digest, stack.stackId(), stack.changed())))
        .role(role)
        .failure(Optional.empty())
        .seen(now)
        .compared(compared ? Optional.of(now) : before.flatMap(Holding::compared))
        .done();
  }

  private Optional<Outcome> stopped(Optional<Rollout> rollout, WorkItem item) {
    if (rollout.isEmpty() || rollout.get().state() == Rollout.State.SUPERSEDED) {
      return Optional.of(new Outcome.Superseded());
    }
    if (item.attempt().begun()) {
      return Optional.empty();
    }
    boolean stands =
        rollout.get().state() == Rollout.State.HALTED
            || rollout.get().state() == Rollout.State.ROLLED_BACK;
    if (stands) {
      return Optional.of(new Outcome.NotStarted());
    }
    // The pointers move before the rollout that they leave takes its next step.
    return rollout.get().kind() == Rollout.Kind.RELEASE && !rollouts.pointTo(item.rollout())
        ? Optional.of(new Outcome.Superseded())
        : Optional.empty();
  }

  /** It is deleted only where it was planned so, which is where deletions were counted. */
  private void unwanted(
      WorkItem item, Entry entry, Rollout rollout, Release release, Optional<Holding> holding) {
    Optional<Orphans.Orphan> orphan =
        holding.flatMap(known -> orphans.find(release, known, entry.traits()));
    if (!entry.removal() || orphan.filter(Orphans.Orphan::deleted).isEmpty()) {
      String nothing =
          item.attempt().begun() ? "it was just being made" : "nothing of it stands there";
      String why = orphan.map(Orphans.Orphan::why).orElse(nothing);
      endings.end(entry, item, new Outcome.Skipped("not wanted: " + why), Optional.empty(), 0);
      return;
    }
    var entering = new Entering(release);
    Outcome outcome =
        outcome(
            item,
            entry,
            holding,
            () -> {
              Session session = enter(item, entry, release, holding, entering);
              Traits then = holding.get().traits();
              return reconciler.remove(
                  session,
                  orphan.get().brought().stack(item.stack(), item.account(), then),
                  item.attempt(),
                  holding.get().applied(),
                  new Reconciler.Mode(
                      item.rollout(),
                      rollout.dryRun(),
                      comparing.wanted(release, item, entry, rollout, holding)));
            });
    endings.end(entry, item, entering.remembered(outcome), entering.role(), entering.calls());
  }

  private Session enter(
      WorkItem item, Entry entry, Release release, Optional<Holding> holding, Entering entering) {
    Session session =
        entrance.enter(item.account(), entry.traits(), release, holding, item, entering.refused);
    entering.session = Optional.of(session);
    return session;
  }

  /** How an account was entered: known only when the visit is over, however it ended. */
  private static final class Entering {
    private final AtomicInteger refused = new AtomicInteger();
    private final boolean choice;
    private Optional<Session> session = Optional.empty();

    Entering(Release release) {
      this.choice = release.manifest().access().size() > 1;
    }

    int calls() {
      return refused.get() + session.map(Session::calls).orElse(0);
    }

    Optional<String> role() {
      return session.map(Session::role);
    }

    /** The next visit begins with the role that let us in, where there is more than one to try. */
    Outcome remembered(Outcome outcome) {
      return outcome instanceof Outcome.Again(var after, var why, var next)
              && choice
              && session.isPresent()
          ? new Outcome.Again(after, why, next.by(session.get().role()))
          : outcome;
    }
  }

  private Outcome outcome(
      WorkItem item, Entry entry, Optional<Holding> holding, Supplier<Outcome> visiting) {
    try {
      Outcome outcome = visiting.get();
      if (outcome instanceof Outcome.Hindered(Failure failure, Attempt next)) {
        Failure named = named(failure, entry, holding);
        return after(named, next, named);
      }
      return outcome;
    } catch (RemoteFailure e) {
      return after(item, named(e.failure(), entry, holding));
    } catch (RuntimeException e) {
      String code = e.getClass().getSimpleName();
      return after(item, new Failure(Failure.Kind.UNKNOWN, code, "" + e.getMessage()));
    }
  }

  /** The listing may not have said yet when the account joined; the ledger may know it. */
  private Failure named(Failure failure, Entry entry, Optional<Holding> holding) {
    return Patience.named(
        failure,
        entry.joined().or(() -> holding.flatMap(Holding::joined)),
        holding.map(Holding::firstSeen),
        clock.instant());
  }

  private Outcome after(WorkItem item, Failure failure) {
    return after(failure, item.attempt(), Comparing.told(item, failure));
  }

  private Outcome after(Failure failure, Attempt attempt, Failure end) {
    return patience
        .after(failure, attempt.failures(failure.kind()))
        .<Outcome>map(
            wait ->
                new Outcome.Again(
                    wait,
                    failure.code() + ": " + failure.message(),
                    attempt.failed(failure.kind())))
        .orElseGet(() -> new Outcome.Failed(end));
  }
}
