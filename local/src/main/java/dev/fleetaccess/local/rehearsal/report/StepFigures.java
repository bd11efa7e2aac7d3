package dev.fleetaccess.local.rehearsal.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one step of a rehearsal came to.
 *
 * @param name what was played
 * @param took from its trigger until nothing was open any more
 * @param converged from its trigger until the last account converged
 * @param bound what the design holds that against; empty where it says nothing
 * @param outcomes how items ended
 * @param calls attempts by service and operation
 * @param refusals refusals by service and code
 * @param retries second attempts
 * @param perStack attempts to STS and CloudFormation of each account, ascending; proofs apart
 * @param proofs attempts of the proof, of each account; the hub's hold those of becoming the hub
 * @param writes writes that CloudFormation took up
 * @param items items of the rollouts
 * @param messages the most messages in flight
 * @param slowest the accounts that converged last, with the time
 */
public record StepFigures(
    String name,
    Duration took,
    Duration converged,
    Optional<Duration> bound,
    Map<String, Integer> outcomes,
    Map<String, Long> calls,
    Map<String, Long> refusals,
    long retries,
    List<Integer> perStack,
    List<Integer> proofs,
    long writes,
    int items,
    int messages,
    List<Slow> slowest) {
  public StepFigures {
    Objects.requireNonNull(name);
    Objects.requireNonNull(took);
    Objects.requireNonNull(converged);
    Objects.requireNonNull(bound);
    outcomes = new TreeMap<>(outcomes);
    calls = new TreeMap<>(calls);
    refusals = new TreeMap<>(refusals);
    perStack = perStack.stream().sorted().toList();
    proofs = List.copyOf(proofs);
    slowest = List.copyOf(slowest);
  }

  /** An account and when it converged, after the trigger. */
  public record Slow(String account, Duration after) {}

  /** Mean attempts of an account. */
  public double mean() {
    return perStack.stream().mapToInt(Integer::intValue).average().orElse(0);
  }

  /** Mean attempts of the proof of an account that is proven. */
  public double meanProof() {
    return proofs.stream().mapToInt(Integer::intValue).average().orElse(0);
  }

  /** How often the bound the step took; empty where it has none. */
  public Optional<Double> ratio() {
    return bound.map(most -> (double) converged.toMillis() / most.toMillis());
  }

  /** What 99 of 100 accounts do not exceed. */
  public int p99() {
    return perStack.isEmpty() ? 0 : perStack.get((int) Math.ceil(perStack.size() * 0.99) - 1);
  }

  /** Refusals because of too many calls. */
  public long throttles() {
    return refusals.entrySet().stream()
        .filter(entry -> entry.getKey().contains("Throttl") || entry.getKey().contains("TooMany"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
