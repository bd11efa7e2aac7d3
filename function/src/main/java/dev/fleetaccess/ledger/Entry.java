package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Foreign;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the ledger knows of one item of a rollout: one stack in one account.
 *
 * @param rollout the rollout it belongs to
 * @param release the release whose stack is wanted
 * @param account the account
 * @param stack the stack's name
 * @param stage the stage of the rollout it belongs to, from 0
 * @param wave the wave of that stage it belongs to, from 0
 * @param traits what was known of the account when it was planned
 * @param state where it stands
 * @param attempt the attempt that the next message carries
 * @param resent how often its message was sent again because nothing was heard
 * @param note why it stands so, in words; empty where there is nothing to say
 * @param failure what failed, where something did
 * @param calls calls to STS, CloudFormation and IAM made for it so far
 * @param changed when this was written
 * @param due when something should have been heard of an open item
 * @param joined when the account joined the organization, where that is known
 * @param listed when the organization last named the account as one of its own in this rollout
 * @param proving whether the hub entered it
 * @param fresh whether the account fails and did not when it was last looked at before
 * @param begun when its first message could be received, since it was planned or resumed
 * @param clearance whether it was let through, where it is a deletion
 */
public record Entry(
    String rollout,
    CommitId release,
    AccountId account,
    String stack,
    int stage,
    int wave,
    Traits traits,
    State state,
    Attempt attempt,
    int resent,
    String note,
    Optional<Failure> failure,
    int calls,
    Instant changed,
    Instant due,
    Optional<Instant> joined,
    Optional<Instant> listed,
    Proving proving,
    boolean fresh,
    Optional<Instant> begun,
    Clearance clearance) {
  public Entry {
    Objects.requireNonNull(rollout);
    Objects.requireNonNull(release);
    Objects.requireNonNull(account);
    Objects.requireNonNull(stack);
    Objects.requireNonNull(traits);
    Objects.requireNonNull(state);
    Objects.requireNonNull(attempt);
    Objects.requireNonNull(note);
    Objects.requireNonNull(failure);
    Objects.requireNonNull(changed);
    Objects.requireNonNull(due);
    Objects.requireNonNull(joined);
    Objects.requireNonNull(listed);
    Objects.requireNonNull(proving);
    Objects.requireNonNull(begun);
    Objects.requireNonNull(clearance);
  }

  /** An item of which nothing is tried yet, written and due at the time given. */
  public static EntryDraft of(
      String rollout, CommitId release, AccountId account, String stack, Instant when) {
    return new EntryDraft(rollout, release, account, stack, when);
  }

  /** The same item, something in it to be changed. */
  public EntryDraft but() {
    return new EntryDraft(this);
  }

  /** How a deletion was let through; whatever else is done needs none. */
  public enum Clearance {
    /** It was not counted yet, and is not begun. */
    NONE,
    /** With those counted before it they were so few that nobody was asked. */
    FEW,
    /** It was counted when a person was asked: whoever resumes the rollout agrees to it. */
    SHOWN
  }

  /** Where an item stands. */
  public enum State {
    /** Written down, not sent yet. */
    PLANNED(false),
    /** A message is under way, or a worker has it. */
    SENT(false),
    /** The account has what the release wants. */
    CONVERGED(true),
    /** A dry run: what would be done stands in the note. */
    PREVIEWED(true),
    /** It failed; the failure says why. */
    FAILED(true),
    /** It is not done because it must not be; the note says why. */
    REFUSED(true),
    /** The account cannot be used or is left out; the note says why. */
    SKIPPED(true),
    /** A newer release took its place. */
    SUPERSEDED(true),
    /** The rollout halted before anything was written. */
    NOT_STARTED(true);

    private final boolean ended;

    State(boolean ended) {
      this.ended = ended;
    }

    /** Whether nothing more happens to the item in this rollout. */
    public boolean ended() {
      return ended;
    }
  }

  /** The same item with what the listing tells of its account; what was known stays known. */
  public Entry told(Optional<Instant> whenJoined, Optional<Instant> whenListed) {
    return but().joined(joined.or(() -> whenJoined)).listed(whenListed.or(() -> listed)).done();
  }

  /** Whether the organization named its account at that time or later. */
  public boolean listedSince(Instant when) {
    return listed.filter(last -> !last.isBefore(when)).isPresent();
  }

  /** Whether it is about a stack that the account is no longer to have. */
  public boolean removal() {
    return stage == Stage.REMOVALS;
  }

  /** Whether it is a deletion that was planned since they were last counted. */
  public boolean uncounted() {
    return removal() && state == State.PLANNED && clearance == Clearance.NONE;
  }

  /** The message that looks at it next. */
  public WorkItem item() {
    return new WorkItem(rollout, release, account, stack, attempt);
  }

  /** The same item for another release. */
  public Entry bringing(CommitId other) {
    return but().release(other).done();
  }

  /** The same item for an account that stands elsewhere now, as it was planned there. */
  public Entry placedAs(Entry planned) {
    return but()
        .release(planned.release)
        .stage(planned.stage)
        .wave(planned.wave)
        .traits(planned.traits)
        .clearance(planned.clearance)
        .done();
  }

  /** The same item to be done from the beginning; messages still under way are older. */
  public Entry anew(Instant now) {
    return but()
        .state(State.PLANNED)
        .attempt(attempt.anew())
        .resent(0)
        .note("")
        .changed(now)
        .due(now)
        .done();
  }

  /** The same item in another state, with a word on it. */
  public Entry as(State newState, String newNote, Instant now) {
    return but().state(newState).note(newNote).changed(now).done();
  }

  /** The same item, whose message can be received from then on; the first counts. */
  public Entry begins(Instant when) {
    return but().begun(begun.or(() -> Optional.of(when))).done();
  }

  /** How long it took or has been going since its first message could be received. */
  public Optional<Duration> took() {
    return begun.map(first -> Duration.between(first, changed));
  }

  /** The same item, sent: something should be heard until the time given. */
  public Entry sent(Instant now, Instant newDue) {
    return but().state(State.SENT).changed(now).due(newDue).done();
  }

  /** The same item, its message sent again. */
  public Entry sentAgain(Instant now, Instant newDue) {
    return but().state(State.SENT).resent(resent + 1).changed(now).due(newDue).done();
  }

  /**
   * The same item as its message knows it, where that went ahead of what was recorded. Whoever
   * handles the message may then record what became of it although the ledger catches up meanwhile.
   */
  public Entry upTo(Attempt ofItsMessage) {
    return ofItsMessage.visit() > attempt.visit() ? but().attempt(ofItsMessage).done() : this;
  }

  /** Whether it says of those policies that they are to be taken off. */
  public boolean names(List<Foreign> policies) {
    return attempt.course().foreign().containsAll(policies);
  }

  /** The same item after a visit that has to come back. */
  public Entry visited(Attempt next, String why, int moreCalls, Instant now, Instant newDue) {
    return but()
        .state(State.SENT)
        .attempt(next)
        .resent(0)
        .note(why)
        .calls(calls + moreCalls)
        .changed(now)
        .due(newDue)
        .done();
  }

  /** The same item, ended. */
  public Entry ended(
      State end, String newNote, Optional<Failure> newFailure, int moreCalls, Instant now) {
    return but()
        .state(end)
        .note(newNote)
        .failure(newFailure)
        .calls(calls + moreCalls)
        .changed(now)
        .due(now)
        .done();
  }

  /** The same item, with what came of its proof; the calls of earlier walks are added. */
  public Entry proving(Proving known) {
    return but()
        .proving(new Proving(known.proven(), known.broken(), proving.calls() + known.calls()))
        .done();
  }
}
