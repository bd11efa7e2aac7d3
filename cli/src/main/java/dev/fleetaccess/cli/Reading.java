package dev.fleetaccess.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What one kind of work took of the orchestrator.
 *
 * @param part what it did
 * @param invocations how many there were, with the one that asked whether it is done
 * @param longest the longest of them
 * @param megabytes the most that its process had resident meanwhile
 * @param shortages how often it ran out of memory
 * @param reached whether it came to what the part ends with
 */
record Reading(
    String part,
    long invocations,
    Duration longest,
    long megabytes,
    long shortages,
    boolean reached) {
  /** What it may have at any size, far below what the function is given at deployment. */
  static final long MOST_MEGABYTES = 256;

  /** An invocation's limit at any size; its timeout is 5 minutes. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  Reading {
    Objects.requireNonNull(part);
    Objects.requireNonNull(longest);
  }

  /** Whether it stayed within the limits, and came to its end. */
  boolean holds() {
    return objections().isEmpty();
  }

  /** What is wrong with it, a few words each. */
  List<String> objections() {
    List<String> objections = new ArrayList<>();
    if (!reached) {
      objections.add("it did not come to its end in time");
    }
    if (longest.compareTo(LONGEST) > 0) {
      objections.add("an invocation took more than " + LONGEST.toSeconds() + " s");
    }
    if (megabytes > MOST_MEGABYTES) {
      objections.add("its process took more than " + MOST_MEGABYTES + " MB");
    }
    if (shortages > 0) {
      objections.add("it ran out of memory");
    }
    return objections;
  }

  /** The table, its head first. */
  static List<List<String>> table(List<Reading> readings) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("what the orchestrator did", "invocations", "longest", "memory"));
    readings.forEach(reading -> rows.add(reading.row()));
    return rows;
  }

  /** Its row of the table. */
  List<String> row() {
    return List.of(
        part,
        String.valueOf(invocations),
        String.format(Locale.ROOT, "%.1f s", longest.toMillis() / 1000.0),
        megabytes + " MB");
  }
}
