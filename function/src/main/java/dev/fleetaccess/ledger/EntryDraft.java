package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.Optional;

/**
 * An {@link Entry} in the making: begun by {@link Entry#of} with nothing tried yet, or by {@link
 * Entry#but} with everything as it was.
 */
public final class EntryDraft {
  private final String rollout;
  private CommitId release;
  private final AccountId account;
  private final String stack;
  private int stage;
  private int wave;
  private Traits traits;
  private Entry.State state;
  private Attempt attempt;
  private int resent;
  private String note;
  private Optional<Failure> failure;
  private int calls;
  private Instant changed;
  private Instant due;
  private Optional<Instant> joined;
  private Optional<Instant> listed;
  private Proving proving;
  private boolean fresh;
  private Optional<Instant> begun;
  private Entry.Clearance clearance;

  EntryDraft(Entry entry) {
    this.rollout = entry.rollout();
    this.release = entry.release();
    this.account = entry.account();
    this.stack = entry.stack();
    this.stage = entry.stage();
    this.wave = entry.wave();
    this.traits = entry.traits();
    this.state = entry.state();
    this.attempt = entry.attempt();
    this.resent = entry.resent();
    this.note = entry.note();
    this.failure = entry.failure();
    this.calls = entry.calls();
    this.changed = entry.changed();
    this.due = entry.due();
    this.joined = entry.joined();
    this.listed = entry.listed();
    this.proving = entry.proving();
    this.fresh = entry.fresh();
    this.begun = entry.begun();
    this.clearance = entry.clearance();
  }

  EntryDraft(String rollout, CommitId release, AccountId account, String stack, Instant changed) {
    this.rollout = rollout;
    this.release = release;
    this.account = account;
    this.stack = stack;
    this.stage = 0;
    this.wave = 0;
    this.traits = Traits.NONE;
    this.state = Entry.State.PLANNED;
    this.attempt = Attempt.FIRST;
    this.resent = 0;
    this.note = "";
    this.failure = Optional.empty();
    this.calls = 0;
    this.changed = changed;
    this.due = changed;
    this.joined = Optional.empty();
    this.listed = Optional.empty();
    this.proving = Proving.NONE;
    this.fresh = false;
    this.begun = Optional.empty();
    this.clearance = Entry.Clearance.NONE;
  }

  /** Sets the release whose stack is wanted. */
  public EntryDraft release(CommitId value) {
    this.release = value;
    return this;
  }

  /** Sets the stage it belongs to, from 0. */
  public EntryDraft stage(int value) {
    this.stage = value;
    return this;
  }

  /** Sets the wave it belongs to, from 0. */
  public EntryDraft wave(int value) {
    this.wave = value;
    return this;
  }

  /** Sets what is known of its account. */
  public EntryDraft traits(Traits value) {
    this.traits = value;
    return this;
  }

  /** Sets where it stands. */
  public EntryDraft state(Entry.State value) {
    this.state = value;
    return this;
  }

  /** Sets the attempt that the next message carries. */
  public EntryDraft attempt(Attempt value) {
    this.attempt = value;
    return this;
  }

  /** Sets how often its message was sent again. */
  public EntryDraft resent(int value) {
    this.resent = value;
    return this;
  }

  /** Sets why it stands so, in words. */
  public EntryDraft note(String value) {
    this.note = value;
    return this;
  }

  /** Sets what failed. */
  public EntryDraft failure(Optional<Failure> value) {
    this.failure = value;
    return this;
  }

  /** Sets the calls made for it so far. */
  public EntryDraft calls(int value) {
    this.calls = value;
    return this;
  }

  /** Sets when this was written. */
  public EntryDraft changed(Instant value) {
    this.changed = value;
    return this;
  }

  /** Sets when something should have been heard. */
  public EntryDraft due(Instant value) {
    this.due = value;
    return this;
  }

  /** Sets when the account joined the organization. */
  public EntryDraft joined(Optional<Instant> value) {
    this.joined = value;
    return this;
  }

  /** Sets when the organization last named the account. */
  public EntryDraft listed(Optional<Instant> value) {
    this.listed = value;
    return this;
  }

  /** Sets whether the hub entered it. */
  public EntryDraft proving(Proving value) {
    this.proving = value;
    return this;
  }

  /** Sets whether its account newly fails. */
  public EntryDraft fresh(boolean value) {
    this.fresh = value;
    return this;
  }

  /** Sets when its first message could be received. */
  public EntryDraft begun(Optional<Instant> value) {
    this.begun = value;
    return this;
  }

  /** Sets whether it was let through as a deletion. */
  public EntryDraft clearance(Entry.Clearance value) {
    this.clearance = value;
    return this;
  }

  /** The item, whole. */
  public Entry done() {
    return new Entry(
        rollout, release, account, stack, stage, wave, traits, state, attempt, resent, note,
        failure, calls, changed, due, joined, listed, proving, fresh, begun, clearance);
  }
}
