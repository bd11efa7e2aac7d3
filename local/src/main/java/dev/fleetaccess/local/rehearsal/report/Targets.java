package dev.fleetaccess.local.rehearsal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a rehearsal without faults has to come to: how near to the bound, and at how many calls.
 * Small ones are not held to it: where nothing changes a tick is as long there as the whole, and
 * one slow stack that is looked at some seconds later decides (measured: 2.3 × at 1,000 accounts,
 * 1.5 × at 2,000, 1.1 × at 5,000).
 */
public final class Targets {
  /** Fewer accounts are not held to anything. */
  public static final int FEWEST = 5_000;

  /** Up to that many accounts the nearer target holds. */
  private static final int MIDDLING = 10_000;

  private static final double NEAR = 1.25;
  private static final double LESS_NEAR = 1.5;

  /** Entering the spoke and reading there, and becoming the hub where a worker begins. */
  private static final double PROOF = 3;

  private Targets() {}

  /** What was missed, a sentence each. */
  public static List<String> missed(int accounts, List<StepFigures> steps) {
    List<String> missed = new ArrayList<>();
    if (accounts < FEWEST) {
      return missed;
    }
    double most = accounts <= MIDDLING ? NEAR : LESS_NEAR;
    for (StepFigures step : steps) {
      step.ratio()
          .filter(ratio -> ratio > most)
          .ifPresent(
              ratio ->
                  missed.add(
                      words("%s took %.2f × the bound, and may take %.2f ×", step, ratio, most)));
      // Without a bound there were faults, or people: calls are repeated then.
      if (step.bound().isPresent() && step.meanProof() > PROOF) {
        missed.add(
            words(
                "%s took %.2f calls an account for the proof, and may take %.0f",
                step, step.meanProof(), PROOF));
      }
    }
    return missed;
  }

  private static String words(String pattern, StepFigures step, double is, double most) {
    return String.format(Locale.ROOT, pattern, step.name(), is, most);
  }
}
