package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.Proving;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.proof.BrokenLink;
import dev.fleetaccess.proof.Proof;
import dev.fleetaccess.proof.ProofPlan;
import dev.fleetaccess.proof.Prover;
import dev.fleetaccess.proof.Target;
import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the hub enter a role that is right, and read by it. A chain that is broken fails nothing:
 * it is recorded and said.
 */
final class Proofs {
  private final Prover prover;
  private final RolloutWatch rollouts;
  private final Items items;
  private final InstantSource clock;

  Proofs(Prover prover, RolloutWatch rollouts, Items items, InstantSource clock) {
    this.prover = Objects.requireNonNull(prover);
    this.items = Objects.requireNonNull(items);
    this.rollouts = Objects.requireNonNull(rollouts);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * What is known of a stack that is right.
   *
   * @param holding what the account has
   * @param proving what the item's proof came to
   * @param note how the stack stands, in words
   * @param again where the proof is to be tried again: how to come back
   * @param joinedBefore where a new account was just proven for the first time: how long ago it
   *     joined
   */
  record Right(
      Holding holding,
      Proving proving,
      String note,
      Optional<Outcome.Again> again,
      Optional<Duration> joinedBefore) {
    Right {
      Objects.requireNonNull(joinedBefore);
      Objects.requireNonNull(holding);
      Objects.requireNonNull(proving);
      Objects.requireNonNull(note);
      Objects.requireNonNull(again);
    }
  }

  /**
   * Proves a stack that is right, where that is wanted and due.
   *
   * @param holding what the account has, with what was last known of its proof
   * @param note how the stack stands
   */
  Right of(
      WorkItem item, Entry entry, Rollout rollout, Release release, Holding holding, String note) {
    Optional<Target> target = ProofPlan.target(release, item.stack());
    if (target.isEmpty()) {
      return unasked(holding, note);
    }
    Instant now = clock.instant();
    if (!wanted(item, rollout, release, holding, now)) {
      return new Right(
          holding,
          new Proving(holding.proven(), Optional.empty(), 0),
          note,
          Optional.empty(),
          Optional.empty());
    }
    int walks = item.attempt().proofs();
    Proof proof =
        prover.prove(
            release.manifest().hub(),
            item.account(),
            target.get(),
            Entrance.sessionName(item.rollout()),
            () -> fresh(item, rollout, release),
            walks);
    return switch (proof) {
      case Proof.Held(int calls) -> held(holding, calls, note, now);
      case Proof.Broken(BrokenLink link, int calls) ->
          again(item, link, note)
              .map(
                  comesBack ->
                      new Right(
                          holding,
                          new Proving(Optional.empty(), Optional.empty(), calls),
                          note,
                          Optional.of(comesBack),
                          Optional.empty()))
              .orElseGet(() -> broken(holding, link, calls, note, now));
    };
  }

  /** Whether a role of the chain was just written; asked only where the chain broke. */
  private boolean fresh(WorkItem item, Rollout rollout, Release release) {
    if (item.attempt().is(Course.Kind.COMPARING)) {
      return false;
    }
    return rollout.kind() == Rollout.Kind.RELEASE
        || item.attempt().token().isPresent()
        || wroteTheHub(item, release);
  }

  /** Everybody waits for the hub's stack, so what this rollout wrote there is young. */
  private boolean wroteTheHub(WorkItem item, Release release) {
    return release.manifest().stacks().stream()
        .filter(stack -> stack.in().contains(Placement.HUB))
        .flatMap(
            stack -> items.find(item.rollout(), release.manifest().hub(), stack.name()).stream())
        .anyMatch(entry -> entry.attempt().begun());
  }

  private static Right unasked(Holding holding, String note) {
    Holding forgotten =
        holding
            .but()
            .entered(Optional.empty())
            .proven(Optional.empty())
            .broken(Optional.empty())
            // Proven later, it would tell how long nobody wanted it to be.
            .joined(Optional.empty())
            .done();
    return new Right(forgotten, Proving.NONE, note, Optional.empty(), Optional.empty());
  }

  private static boolean wanted(
      WorkItem item, Rollout rollout, Release release, Holding holding, Instant now) {
    boolean always =
        switch (rollout.kind()) {
          case RELEASE, JOIN, DRIFT -> true;
          case RERUN, SWEEP, ROLLBACK -> false;
        };
    return always
        || item.attempt().begun()
        || ProofPlan.due(
            holding.proven(),
            holding.broken().isPresent(),
            release.manifest().sweep().proof(),
            now);
  }

  /**
   * How long ago an account joined; of those that were there before FleetAccess it would tell
   * nothing.
   */
  Optional<Duration> sinceJoining(Holding holding, Instant now) {
    if (holding.joined().isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> atWork = rollouts.pointers().since();
    return holding
        .joined()
        .filter(joined -> atWork.filter(joined::isAfter).isPresent())
        .map(joined -> Duration.between(joined, now));
  }

  /** By whatever rollout an account is proven for the first time, how long that took is told. */
  private Right held(Holding holding, int calls, String note, Instant now) {
    Optional<Duration> since =
        holding.proven().isPresent() ? Optional.empty() : sinceJoining(holding, now);
    Holding proven =
        holding
            .but()
            .entered(Optional.of(now))
            .proven(Optional.of(now))
            .provenAfter(holding.provenAfter().or(() -> since))
            .broken(Optional.empty())
            .done();
    return new Right(
        proven,
        new Proving(Optional.of(now), Optional.empty(), calls),
        note,
        Optional.empty(),
        since);
  }

  /**
   * What may pass is walked again; and before a role counts as closed to the hub it is compared
   * with the template, once, and put back where somebody changed it.
   */
  private Optional<Outcome.Again> again(WorkItem item, BrokenLink link, String note) {
    Optional<Outcome.Again> walked =
        prover
            .again(link, item.attempt().proofs())
            .map(
                wait ->
                    new Outcome.Again(
                        wait,
                        note + ", not proven yet: " + link.failure().code(),
                        item.attempt().unproven()));
    if (walked.isPresent() || !link.isOfTheRole() || wasCompared(item)) {
      return walked;
    }
    return Optional.of(
        new Outcome.Again(
            Duration.ZERO,
            note + ", not proven: its roles are compared",
            item.attempt().on(new Course(Course.Kind.COMPARING, ""), item.attempt().token())));
  }

  private static boolean wasCompared(WorkItem item) {
    return item.attempt().is(Course.Kind.COMPARING) || item.attempt().is(Course.Kind.REVERTED);
  }

  private static Right broken(
      Holding holding, BrokenLink link, int calls, String note, Instant now) {
    boolean entered = link.link() == BrokenLink.Link.READ;
    Holding unproven =
        holding
            .but()
            .entered(entered ? Optional.of(now) : holding.entered())
            .broken(Optional.of(link.words()))
            .done();
    return new Right(
        unproven,
        new Proving(Optional.empty(), Optional.of(link.words()), calls),
        note + ", not proven: " + link.failure().message(),
        Optional.empty(),
        Optional.empty());
  }
}
