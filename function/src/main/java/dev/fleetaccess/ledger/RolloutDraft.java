package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.Optional;

/**
 * A {@link Rollout} in the making: begun by {@link Rollout#of} with no step taken, or by {@link
 * Rollout#but} with everything as it was.
 */
public final class RolloutDraft {
  private final String id;
  private final Rollout.Kind kind;
  private final CommitId release;
  private Scope scope;
  private boolean dryRun;
  private boolean ordered;
  private String by;
  private Rollout.State state;
  private Instant since;
  private int step;
  private int stage;
  private int wave;
  private int approved;
  private Optional<Instant> bakes;
  private Optional<Instant> resumed;
  private Instant told;
  private Listing listing;
  private String note;
  private boolean open;
  private final Instant started;
  private Instant changed;
  private Instant due;

  RolloutDraft(Rollout rollout) {
    this.id = rollout.id();
    this.kind = rollout.kind();
    this.release = rollout.release();
    this.scope = rollout.scope();
    this.dryRun = rollout.dryRun();
    this.ordered = rollout.ordered();
    this.by = rollout.by();
    this.state = rollout.state();
    this.since = rollout.since();
    this.step = rollout.step();
    this.stage = rollout.stage();
    this.wave = rollout.wave();
    this.approved = rollout.approved();
    this.bakes = rollout.bakes();
    this.resumed = rollout.resumed();
    this.told = rollout.told();
    this.listing = rollout.listing();
    this.note = rollout.note();
    this.open = rollout.open();
    this.started = rollout.started();
    this.changed = rollout.changed();
    this.due = rollout.due();
  }

  RolloutDraft(String id, Rollout.Kind kind, CommitId release, Scope scope, Instant started) {
    this.id = id;
    this.kind = kind;
    this.release = release;
    this.scope = scope;
    this.dryRun = false;
    this.ordered = false;
    this.by = "";
    this.state = Rollout.State.RUNNING;
    this.since = started;
    this.step = 0;
    this.stage = 0;
    this.wave = 0;
    this.approved = 0;
    this.bakes = Optional.empty();
    this.resumed = Optional.empty();
    this.told = started;
    this.listing = Listing.NONE;
    this.note = "";
    this.open = true;
    this.started = started;
    this.changed = started;
    this.due = started;
  }

  /** Sets the accounts it is for. */
  public RolloutDraft scope(Scope value) {
    this.scope = value;
    return this;
  }

  /** Sets whether it only looks. */
  public RolloutDraft dryRun(boolean value) {
    this.dryRun = value;
    return this;
  }

  /** Sets whether a person asked for this very commit. */
  public RolloutDraft ordered(boolean value) {
    this.ordered = value;
    return this;
  }

  /** Sets who asked for it, as they claim. */
  public RolloutDraft by(String value) {
    this.by = value;
    return this;
  }

  /** Sets where it stands; another state than before is so since the step that it comes with. */
  public RolloutDraft state(Rollout.State value) {
    this.since = value == state ? since : changed;
    this.state = value;
    return this;
  }

  /** Sets when it came to stand so. */
  public RolloutDraft since(Instant value) {
    this.since = value;
    return this;
  }

  /** Sets the count of its steps. */
  public RolloutDraft step(int value) {
    this.step = value;
    return this;
  }

  /** Sets the stage it is in, from 0. */
  public RolloutDraft stage(int value) {
    this.stage = value;
    return this;
  }

  /** Sets the wave of the stage it is in, from 0. */
  public RolloutDraft wave(int value) {
    this.wave = value;
    return this;
  }

  /** Sets how many legs a person agreed to. */
  public RolloutDraft approved(int value) {
    this.approved = value;
    return this;
  }

  /** Sets until when it rests before the next wave. */
  public RolloutDraft bakes(Optional<Instant> value) {
    this.bakes = value;
    return this;
  }

  /** Sets when it was last resumed after a halt. */
  public RolloutDraft resumed(Optional<Instant> value) {
    this.resumed = value;
    return this;
  }

  /** Sets before which time people were told of accounts that newly fail. */
  public RolloutDraft told(Instant value) {
    this.told = value;
    return this;
  }

  /** Sets how far the accounts are planned. */
  public RolloutDraft listing(Listing value) {
    this.listing = value;
    return this;
  }

  /** Sets why it stands so, in words. */
  public RolloutDraft note(String value) {
    this.note = value;
    return this;
  }

  /** Sets whether items of it may still change. */
  public RolloutDraft open(boolean value) {
    this.open = value;
    return this;
  }

  /** Sets when it last took a step. */
  public RolloutDraft changed(Instant value) {
    this.changed = value;
    return this;
  }

  /** Sets when the next step should have been taken. */
  public RolloutDraft due(Instant value) {
    this.due = value;
    return this;
  }

  /** The rollout, whole. */
  public Rollout done() {
    return new Rollout(
        id, kind, release, scope, dryRun, ordered, by, state, since, step, stage, wave, approved,
        bakes, resumed, told, listing, note, open, started, changed, due);
  }
}
