package dev.fleetaccess.local.rehearsal.report;

import dev.fleetaccess.local.rehearsal.check.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a rehearsal came to.
 *
 * @param accounts member accounts in the beginning
 * @param seed its seed
 * @param profile its faults
 * @param scenario what was played
 * @param steps step by step
 * @param faults what went wrong, how often
 * @param occurrences what else happened, how often: actions, states of stacks, acts by hand
 * @param dead messages and events that were given up
 * @param timeouts invocations that ran into their timeout
 * @param violations promises that were broken, the first of many
 * @param broken how often one was
 * @param effects how many effects there were
 * @param hash the hash of every effect, time and answer
 */
public record RehearsalReport(
    int accounts,
    long seed,
    String profile,
    String scenario,
    List<StepFigures> steps,
    Map<String, Long> faults,
    Map<String, Long> occurrences,
    int dead,
    int timeouts,
    List<Violation> violations,
    long broken,
    long effects,
    String hash) {
  public RehearsalReport {
    Objects.requireNonNull(profile);
    Objects.requireNonNull(scenario);
    steps = List.copyOf(steps);
    faults = new TreeMap<>(faults);
    occurrences = new TreeMap<>(occurrences);
    violations = List.copyOf(violations);
    Objects.requireNonNull(hash);
  }

  /** The targets that were missed, in words; none where there were faults or few accounts. */
  public List<String> missed() {
    return Targets.missed(accounts, steps);
  }

  /** Whether every promise held. */
  public boolean good() {
    return broken == 0;
  }
}
