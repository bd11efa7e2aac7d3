package dev.fleetaccess.plan;

import dev.fleetaccess.release.Disposal;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A part of a rollout that begins when the one before it has ended: one stack of the manifest.
 *
 * @param index its place, from 0
 * @param stack the stack
 */
public record Stage(int index, Manifest.Stack stack) {
  /**
   * The index of the last stage of every rollout, in which stacks are removed that accounts are no
   * longer to have; far beyond those of the stacks.
   */
  public static final int REMOVALS = 1_000_000;

  public Stage {
    Objects.requireNonNull(stack);
  }

  /** The last stage of every rollout, of whatever stacks are removed in it. */
  public static Stage removals() {
    return new Stage(
        REMOVALS,
        new Manifest.Stack(
            "deletions",
            "",
            Set.of(Placement.SPOKES),
            Selector.NOBODY,
            Map.of(),
            List.of(),
            Disposal.RETAIN,
            Disposal.RETAIN,
            false,
            false,
            1));
  }

  /** Whether it is the one in which stacks are removed. */
  public boolean isRemovals() {
    return index == REMOVALS;
  }

  /** The stages of a manifest, in order. */
  public static List<Stage> of(Manifest manifest) {
    List<Stage> stages = new ArrayList<>();
    for (Manifest.Stack stack : manifest.stacks()) {
      stages.add(new Stage(stages.size(), stack));
    }
    return List.copyOf(stages);
  }

  /**
   * Whether it is about single accounts that are known from the start, so that nobody has to be
   * listed before it can be judged, and everybody waits for it.
   */
  public boolean gate() {
    return !stack.in().contains(Placement.SPOKES);
  }
}
