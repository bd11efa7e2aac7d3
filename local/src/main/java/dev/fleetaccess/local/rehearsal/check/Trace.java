package dev.fleetaccess.local.rehearsal.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Every effect with its time and answer: as one hash, and the last of each account as text. */
public final class Trace {
  private static final int KEPT = 24;

  private final MessageDigest digest;
  private final Map<String, ArrayDeque<Step>> last = new HashMap<>();
  private long effects;

  /** Nothing has happened yet. */
  public Trace() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Adds an effect.
   *
   * @param account whom it is about; empty for nobody
   */
  public void add(Duration when, String account, String what) {
    effects++;
    var step = new Step(when.toNanos() / 1_000, what);
    digest.update(
        (step.micros + " " + account + " " + what + "\n").getBytes(StandardCharsets.UTF_8));
    if (!account.isEmpty()) {
      ArrayDeque<Step> steps = last.computeIfAbsent(account, absent -> new ArrayDeque<>(KEPT));
      if (steps.size() == KEPT) {
        steps.removeFirst();
      }
      steps.addLast(step);
    }
  }

  /** How many there were. */
  public long effects() {
    return effects;
  }

  /** The last steps of an account, oldest first. */
  public List<String> last(String account) {
    return last.getOrDefault(account, new ArrayDeque<>()).stream().map(Step::line).toList();
  }

  /** The hash of everything; ends the trace. */
  public String hash() {
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /** One effect; it becomes words only when somebody reads them, which few are. */
  private record Step(long micros, String what) {
    String line() {
      return "%d.%06d %s".formatted(micros / 1_000_000, micros % 1_000_000, what);
    }
  }
}
