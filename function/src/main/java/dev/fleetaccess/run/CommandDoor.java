package dev.fleetaccess.run;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Receipt;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.report.RolloutSummary;
import dev.fleetaccess.report.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Where people's commands on a rollout come in: halt and resume. */
final class CommandDoor {
  private static final int TRIES = 5;

  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final TickQueue ticks;
  private final Telling telling;
  private final Journal journal;
  private final InstantSource clock;

  CommandDoor(
      Ledger ledger,
      ReleaseShelf releases,
      TickQueue ticks,
      Telling telling,
      Journal journal,
      InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.ticks = Objects.requireNonNull(ticks);
    this.telling = Objects.requireNonNull(telling);
    this.journal = Objects.requireNonNull(journal);
    this.clock = Objects.requireNonNull(clock);
  }

  /** Stops a rollout of any kind: nothing more of it is begun. */
  Reply halt(Optional<String> named, Asker asker) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Rollout> found = meant(named, CommandDoor::canHalt);
      if (found.isEmpty() || !canHalt(found.get())) {
        return justBeginning(named)
            .orElseGet(() -> refused("halt", "halted", named, found, CommandDoor::canHalt));
      }
      Rollout rollout = found.get();
      Rollout halted =
          rollout.as(Rollout.State.HALTED, "halted by " + asker.by(), clock.instant(), due());
      String message = rollout.id() + " halts; what was begun is brought to its end";
      if (step(halted, asker.receipt(rollout.id(), message))) {
        telling.halted(halted);
        return Reply.started(rollout.id(), message);
      }
    }
    return moving();
  }

  /** Goes on with what was halted, or agrees to what waits for it. */
  Reply resume(Optional<String> named, Asker asker) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Rollout> found = meant(named, this::canResume);
      if (found.isEmpty() || !canResume(found.get())) {
        return refused("resume", "resumed", named, found, this::canResume);
      }
      Rollout rollout = found.get();
      boolean waits = rollout.state() == Rollout.State.WAITING;
      Rollout next = waits ? approved(rollout, asker.by()) : resumed(rollout, asker.by());
      String message =
          waits
              ? rollout.id() + " goes on: begins " + leg(rollout).words()
              : rollout.id() + " goes on, and tries again what failed";
      if (step(next, asker.receipt(rollout.id(), message))) {
        return Reply.started(rollout.id(), message);
      }
    }
    return moving();
  }

  /**
   * A step that was taken is told, whatever becomes of its tick: who is told of a failure tries
   * again, and would agree to whatever waits by then. The heartbeat takes the rollout up.
   */
  private boolean step(Rollout next, Optional<Receipt> receipt) {
    if (!ledger.rollouts().step(next, receipt)) {
      return false;
    }
    journal.rollout(next.id(), next.note());
    try {
      ticks.send(next.id(), next.step(), Duration.ZERO);
    } catch (RemoteFailure e) {
      journal.warning("a command's tick was not sent", Map.of("rollout", next.id(), "why", "" + e));
    }
    return true;
  }

  private Rollout approved(Rollout rollout, String by) {
    return rollout
        .step(clock.instant(), due())
        .state(Rollout.State.RUNNING)
        .approved(leg(rollout).index() + 1)
        .note("approved by " + by)
        .done();
  }

  private Itinerary.Leg leg(Rollout rollout) {
    return Itinerary.waved(releases.get(rollout.release()).manifest())
        .at(rollout.stage(), rollout.wave());
  }

  /**
   * Accounts may have joined meanwhile, so they are listed again; and what is tried again is given
   * its rest before the next wave.
   */
  private Rollout resumed(Rollout rollout, String by) {
    Instant now = clock.instant();
    boolean waved = rollout.kind() == Rollout.Kind.RELEASE;
    return rollout
        .step(now, due())
        .state(Rollout.State.RUNNING)
        .open(true)
        .resumed(Optional.of(now))
        .bakes(waved ? Optional.empty() : rollout.bakes())
        .listing(Listing.NONE)
        .note("resumed by " + by)
        .done();
  }

  private static boolean canHalt(Rollout rollout) {
    return rollout.state() == Rollout.State.RUNNING || rollout.state() == Rollout.State.WAITING;
  }

  /**
   * What looked at accounts only is asked for anew, unless it halted before deletions; what is
   * candidate no more is over.
   */
  private boolean canResume(Rollout rollout) {
    boolean stands =
        rollout.state() == Rollout.State.WAITING || rollout.state() == Rollout.State.HALTED;
    return stands
        && switch (rollout.kind()) {
          case RELEASE -> ledger.rollouts().overview().pointers().isCandidate(rollout.id());
          case ROLLBACK -> true;
          case JOIN, RERUN, SWEEP, DRIFT -> rollout.stage() == Stage.REMOVALS;
        };
  }

  /**
   * The one that is named, else the release that is under way, else what takes one back, though it
   * halted. Deletions have to be named.
   */
  private Optional<Rollout> meant(Optional<String> named, Predicate<Rollout> fits) {
    if (named.isPresent()) {
      return ledger.rollouts().find(named.get());
    }
    Rollouts.Overview overview = ledger.rollouts().overview();
    Optional<Rollout> candidate =
        overview
            .pointers()
            .candidate()
            .map(Pointers.Pointer::rollout)
            .flatMap(ledger.rollouts()::find)
            .filter(fits);
    return candidate
        .or(
            () ->
                overview.open().stream()
                    .filter(open -> open.kind() == Rollout.Kind.ROLLBACK)
                    .flatMap(open -> ledger.rollouts().find(open.id()).stream())
                    .filter(fits)
                    .findFirst())
        .or(
            () ->
                undecided(overview.pointers()).stream()
                    .filter(halted -> halted.kind() == Rollout.Kind.ROLLBACK)
                    .filter(fits)
                    .findFirst());
  }

  /** Between its opening and its first tick a release is not the candidate yet. */
  private Optional<Reply> justBeginning(Optional<String> named) {
    return ledger.rollouts().overview().open().stream()
        .filter(open -> named.filter(id -> !id.equals(open.id())).isEmpty())
        .flatMap(open -> ledger.rollouts().find(open.id()).stream())
        .filter(rollout -> rollout.state() == Rollout.State.CLAIMING)
        .map(rollout -> rollout.id() + " is just beginning: send it again in a moment")
        .map(why -> Reply.refused(why, List.of()))
        .findFirst();
  }

  private Reply refused(
      String verb,
      String participle,
      Optional<String> named,
      Optional<Rollout> found,
      Predicate<Rollout> fits) {
    List<String> possible = new ArrayList<>();
    for (String id : known()) {
      ledger
          .rollouts()
          .find(id)
          .filter(fits)
          .ifPresent(rollout -> possible.add("{\"" + verb + "\":\"" + rollout.id() + "\"}"));
    }
    String why =
        found
            .map(
                rollout ->
                    rollout.id()
                        + " is "
                        + RolloutSummary.words(rollout.state())
                        + " and cannot be "
                        + participle)
            .or(() -> named.map(id -> "there is no rollout '" + id + "'"))
            .orElse("no release is under way that could be " + participle);
    return Reply.refused(
        why
            + (possible.isEmpty()
                ? "; nothing else can be either: `status` says how things stand"
                : "; these can"),
        possible);
  }

  private TreeSet<String> known() {
    Rollouts.Overview overview = ledger.rollouts().overview();
    var ids = new TreeSet<String>();
    overview.open().forEach(open -> ids.add(open.id()));
    overview.pointers().candidate().ifPresent(pointer -> ids.add(pointer.rollout()));
    undecided(overview.pointers()).forEach(halted -> ids.add(halted.id()));
    return ids;
  }

  private List<Rollout> undecided(Pointers pointers) {
    return Undecided.of(ledger.rollouts().back(clock.instant()), pointers);
  }

  private static Reply moving() {
    return Reply.refused("the rollout is just moving on: send it again", List.of());
  }

  private Instant due() {
    return Deadlines.rollout(clock.instant(), Duration.ZERO);
  }
}
