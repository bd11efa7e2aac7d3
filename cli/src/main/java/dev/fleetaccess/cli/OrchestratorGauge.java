package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Reads how long the orchestrator's invocations take, and how much memory its process has. */
final class OrchestratorGauge implements LocalListener {
  /** What Linux takes for: the peak of resident memory is counted from now on. */
  private static final String FORGET_THE_PEAK = "5";

  private final String function;
  private Duration longest = Duration.ZERO;
  private long invocations;
  private long shortages;

  /**
   * @param function the orchestrator's name
   */
  OrchestratorGauge(String function) {
    this.function = Objects.requireNonNull(function);
  }

  /**
   * Counts from here.
   *
   * @param processes the orchestrator's that live
   */
  synchronized void begin(List<ProcessHandle> processes) throws IOException {
    for (ProcessHandle process : processes) {
      Files.writeString(files(process).resolve("clear_refs"), FORGET_THE_PEAK);
    }
    longest = Duration.ZERO;
    invocations = 0;
    shortages = 0;
  }

  /** What was counted since. */
  synchronized Reading read(String part, List<ProcessHandle> processes, boolean reached)
      throws IOException {
    long megabytes = 0;
    for (ProcessHandle process : processes) {
      megabytes = Math.max(megabytes, peak(process));
    }
    return new Reading(part, invocations, longest, megabytes, shortages, reached);
  }

  /** The most that a process had resident, as Linux counts it. */
  private static long peak(ProcessHandle process) throws IOException {
    return Files.readAllLines(files(process).resolve("status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
        .findFirst()
        .orElseThrow();
  }

  private static Path files(ProcessHandle process) {
    return Path.of("/proc", String.valueOf(process.pid()));
  }

  @Override
  public synchronized void spent(String which, Duration time) {
    if (which.equals(function)) {
      invocations++;
      longest = time.compareTo(longest) > 0 ? time : longest;
    }
  }

  @Override
  public synchronized void line(String which, String line) {
    if (which.equals(function) && line.contains(OutOfMemoryError.class.getName())) {
      shortages++;
    }
  }
}
