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
  private final Map<String, ArrayDeque<String>> last = new HashMap<>();
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
    String line = seconds(when) + " " + what;
    digest.update(account.getBytes(StandardCharsets.US_ASCII));
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    if (!account.isEmpty()) {
      ArrayDeque<String> lines = last.computeIfAbsent(account, absent -> new ArrayDeque<>(KEPT));
      if (lines.size() == KEPT) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }

  /** How many there were. */
  public long effects() {
    return effects;
  }

  /** The last steps of an account, oldest first. */
  public List<String> last(String account) {
    return List.copyOf(last.getOrDefault(account, new ArrayDeque<>()));
  }

  /** The hash of everything; ends the trace. */
  public String hash() {
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static String seconds(Duration when) {
    long micros = when.toNanos() / 1_000;
    String text = Long.toString(micros + 10_000_000);
    int point = text.length() - 6;
    // The leading digit keeps the zeros of the fraction and is taken off again.
    return Long.parseLong(text.substring(0, point)) - 10 + "." + text.substring(point);
  }
}
