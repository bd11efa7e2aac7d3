package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.report.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes a release back: a rollout of its own that brings the accounts which the other one touched
 * to the release that finished last. First the other one stops being the candidate, so that nobody
 * goes on bringing it; then it ends; then its accounts are looked at.
 */
final class Undoing {
  /** Workers see the pointers at most five seconds old; nobody brings the candidate after this. */
  private static final Duration UNTIL_SEEN = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Opening opening;
  private final TickQueue ticks;
  private final InstantSource clock;

  Undoing(Ledger ledger, Opening opening, TickQueue ticks, InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.opening = Objects.requireNonNull(opening);
    this.ticks = Objects.requireNonNull(ticks);
    this.clock = Objects.requireNonNull(clock);
  }

  /** Somebody asks for it. */
  Reply rollBack(Asker asker) {
    Pointers pointers = ledger.rollouts().overview().pointers();
    Optional<Rollout> candidate =
        pointers.candidate().map(Pointers.Pointer::rollout).flatMap(ledger.rollouts()::find);
    if (candidate.isEmpty()) {
      return beingTakenBack(pointers)
          .or(this::justBeginning)
          .orElseGet(
              () ->
                  Reply.refused(nothingToTakeBack(pointers), List.of("{\"release\":\"COMMIT\"}")));
    }
    Rollout rollout = candidate.get();
    if (pointers.current().isEmpty()) {
      return Reply.refused(
          rollout.id()
              + " is the first release: none has finished, so there is nothing to go back to. What"
              + " it wrote stays",
          List.of("{\"halt\":\"" + rollout.id() + "\"}", "{\"resume\":\"" + rollout.id() + "\"}"));
    }
    if (rollout.state() == Rollout.State.CLAIMING) {
      return beginning(rollout.id());
    }
    String back = "to commit " + pointers.current().get().release().brief();
    return open(rollout, asker, rollout.id() + " stops, and its rollback " + back + " has begun")
        .orElseGet(() -> Reply.nothing(rollout.id() + " is being rolled back " + back));
  }

  /** The rollback has begun, so there is no candidate any more. */
  private Optional<Reply> beingTakenBack(Pointers pointers) {
    return pointers
        .undone()
        .flatMap(undone -> ledger.rollouts().find(id(undone.rollout())))
        .filter(
            back ->
                pointers.current().filter(to -> to.release().equals(back.release())).isPresent())
        .flatMap(
            back ->
                back.state() == Rollout.State.HALTED
                    ? Optional.of(
                        Reply.refused(
                            back.id() + " is halted, and not every account is back; it can go on",
                            List.of("{\"resume\":\"" + back.id() + "\"}")))
                    : Optional.of(back)
                        .filter(Rollout::open)
                        .map(open -> Reply.nothing(open.id() + " has begun already")));
  }

  /** Between the push and its first tick a release is not the candidate yet. */
  private Optional<Reply> justBeginning() {
    return ledger.rollouts().overview().open().stream()
        .filter(open -> open.kind() == Rollout.Kind.RELEASE)
        .flatMap(open -> ledger.rollouts().find(open.id()).stream())
        .filter(rollout -> rollout.state() == Rollout.State.CLAIMING)
        .map(rollout -> beginning(rollout.id()))
        .findFirst();
  }

  private static Reply beginning(String rollout) {
    return Reply.refused(rollout + " is just beginning: send it again in a moment", List.of());
  }

  /** The id of the rollout that takes that one back, whether it was opened or not. */
  static String id(String undone) {
    return "rollback-" + undone.replaceFirst("^release-", "");
  }

  private static String nothingToTakeBack(Pointers pointers) {
    return pointers
        .current()
        .map(
            current ->
                "nothing is being rolled out: commit "
                    + current.release().brief()
                    + " has finished everywhere. To bring another one, name it")
        .orElse("nothing has been released yet, so there is nothing to go back to");
  }

  /**
   * Opens the rollout that takes another one back; there is one at most.
   *
   * @param message what is answered
   * @return empty when it was there already, or when there is no release to go back to
   */
  Optional<Reply> open(Rollout undone, Asker asker, String message) {
    Optional<Pointers.Pointer> current = ledger.rollouts().overview().pointers().current();
    if (current.isEmpty()) {
      return Optional.empty();
    }
    String id = id(undone.id());
    var request =
        new Opening.Request(
            Rollout.Kind.ROLLBACK,
            current.get().release(),
            new Scope.Touched(undone.id()),
            false,
            false,
            asker);
    return opening.open(request, id, message);
  }

  /** Clears the candidate, and has the other rollout end. */
  Claim claim(Rollout rollback, Pointers pointers) {
    if (!(rollback.scope() instanceof Scope.Touched(String undone))) {
      throw new IllegalStateException(rollback.id() + " takes no rollout back");
    }
    boolean done = pointers.undone().filter(to -> to.rollout().equals(undone)).isPresent();
    if (!done && !pointers.isCandidate(undone)) {
      return Claim.PASSED;
    }
    if (!done && !ledger.rollouts().move(pointers.undoing())) {
      return Claim.AGAIN;
    }
    ledger.rollouts().find(undone).ifPresent(this::end);
    return Claim.GRANTED;
  }

  /** The claimed rollout, which begins when everybody has seen the pointers move. */
  Rollout begun(Rollout rollback, Instant due) {
    Instant now = clock.instant();
    return rollback
        .step(now, due)
        .state(Rollout.State.RUNNING)
        .bakes(Optional.of(now.plus(UNTIL_SEEN)))
        .done();
  }

  private void end(Rollout undone) {
    if (undone.open()) {
      ticks.send(undone.id(), undone.step(), Duration.ZERO);
    } else if (undone.state() == Rollout.State.HALTED) {
      // Only a word on it: when somebody else takes the step it is halted in the ledger for good.
      ledger
          .rollouts()
          .step(undone.closed(Rollout.State.ROLLED_BACK, undone.note(), clock.instant()));
    }
  }
}
