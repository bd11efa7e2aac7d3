package dev.fleetaccess.local.rehearsal.report;

import dev.fleetaccess.local.rehearsal.check.Demanded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** What many seeds came to together; filled by one thread at a time. */
public final class SeedsReport {
  private final Map<String, Long> occurred = new TreeMap<>();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final List<Long> broken = new ArrayList<>();
  private final SortedMap<Long, String> hashes = new TreeMap<>();
  private int seeds;
  private long effects;

  /** One more has ended. */
  public void add(RehearsalReport report) {
    seeds++;
    hashes.put(report.seed(), report.hash());
    effects += report.effects();
    if (!report.good()) {
      broken.add(report.seed());
    }
    report.faults().forEach((what, count) -> occurred.merge(what, count, Long::sum));
    report.occurrences().forEach((what, count) -> occurred.merge(what, count, Long::sum));
    report
        .steps()
        .forEach(
            step ->
                step.outcomes()
                    .forEach((kind, count) -> outcomes.merge(kind, (long) count, Long::sum)));
  }

  /** How many have ended. */
  public int seeds() {
    return seeds;
  }

  /** The seeds that broke a promise, in ascending order. */
  public List<Long> broken() {
    return broken.stream().sorted().toList();
  }

  /** How many effects there were. */
  public long effects() {
    return effects;
  }

  /** The hash of every seed's hash, in the order of the seeds, whichever ended first. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      hashes.forEach(
          (seed, hash) ->
              digest.update((seed + " " + hash + "\n").getBytes(StandardCharsets.US_ASCII)));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** How often what happened: faults, actions, states of stacks, acts by hand. */
  public Map<String, Long> occurred() {
    return new TreeMap<>(occurred);
  }

  /** How items ended. */
  public Map<String, Long> outcomes() {
    return new TreeMap<>(outcomes);
  }

  /** What has to occur with high faults over many seeds and did not. */
  public SortedSet<String> missing() {
    return Demanded.missing(occurred);
  }
}
