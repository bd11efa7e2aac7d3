package dev.fleetaccess.plan;

import dev.fleetaccess.release.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The legs of a rollout, in order: each stage that everybody waits for by itself, and the stages
 * between them wave by wave, so that a wave has all of its stacks before the next wave begins.
 * Pure.
 *
 * @param legs at least one
 */
public record Itinerary(List<Leg> legs) {
  public Itinerary {
    legs = List.copyOf(legs);
  }

  /** The legs by which a release spreads. */
  public static Itinerary waved(Manifest manifest) {
    return of(Stage.of(manifest), manifest.rollout().waves());
  }

  /** The legs of a rollout that brings nothing new, and therefore knows no waves. */
  public static Itinerary plain(Manifest manifest) {
    return of(Stage.of(manifest), List.of(Manifest.Wave.EVERYONE));
  }

  private static Itinerary of(List<Stage> stages, List<Manifest.Wave> waves) {
    List<Leg> legs = new ArrayList<>();
    List<Stage> together = new ArrayList<>();
    for (Stage stage : stages) {
      if (stage.gate()) {
        spread(legs, together, waves);
        legs.add(new Leg(legs.size(), stage, 0, 1, false, false));
      } else {
        together.add(stage);
      }
    }
    spread(legs, together, waves);
    return new Itinerary(legs);
  }

  private static void spread(List<Leg> legs, List<Stage> together, List<Manifest.Wave> waves) {
    for (int wave = 0; wave < waves.size(); wave++) {
      boolean first = true;
      for (Stage stage : together) {
        boolean approve = first && waves.get(wave).approve();
        legs.add(new Leg(legs.size(), stage, wave, waves.size(), approve, first && wave > 0));
        first = false;
      }
    }
    together.clear();
  }

  /**
   * The leg of a stage and wave; where there is none, as in items of another manifest, the last leg
   * before it.
   */
  public Leg at(int stage, int wave) {
    if (stage == Stage.REMOVALS) {
      return removals();
    }
    Leg found = legs.getFirst();
    for (Leg leg : legs) {
      if (leg.stage.index() == stage && leg.wave <= wave) {
        found = leg;
      }
    }
    return found;
  }

  /**
   * The leg after the last, in which stacks are removed; no rollout comes to it unless there are.
   */
  public Leg removals() {
    return new Leg(legs.size(), Stage.removals(), 0, 1, false, false);
  }

  /** The leg that follows. */
  public Optional<Leg> after(Leg leg) {
    return leg.index + 1 < legs.size() ? Optional.of(legs.get(leg.index + 1)) : Optional.empty();
  }

  /** Whether both legs are stacks of one wave: nobody waits for a gate between them. */
  public boolean sameWave(Leg one, Leg other) {
    if (one.index == other.index) {
      return true;
    }
    return one.wave == other.wave && !parted(one, other);
  }

  /** Whether a stage that everybody waits for is one of two legs, or stands between them. */
  public boolean parted(Leg one, Leg other) {
    int last = Math.min(Math.max(one.index, other.index), legs.size() - 1);
    for (int index = Math.min(one.index, other.index); index <= last; index++) {
      if (legs.get(index).stage.gate()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a leg has begun in a rollout.
   *
   * @param current the leg it is in
   * @param approved how many legs a person agreed to
   */
  public static boolean begun(Leg leg, Leg current, int approved) {
    return leg.index < current.index || (leg.index == current.index && leg.mayBegin(approved));
  }

  /**
   * One stage, or one wave of it.
   *
   * @param index its place, from 0
   * @param stage the stage
   * @param wave the wave, from 0
   * @param waves how many waves the stage has
   * @param approve whether a person has to agree before it begins
   * @param bakes whether the rollout rests before it
   */
  public record Leg(int index, Stage stage, int wave, int waves, boolean approve, boolean bakes) {
    /** Whether it may begin as far as approval goes. */
    public boolean mayBegin(int approved) {
      return !approve || index < approved;
    }

    /** What it is, for people. */
    public String words() {
      return stage.stack().name() + (waves > 1 ? ", wave " + (wave + 1) + " of " + waves : "");
    }
  }
}
