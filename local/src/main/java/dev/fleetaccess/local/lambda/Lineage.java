package dev.fleetaccess.local.lambda;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How often each function was invoked in the chain of requests that led here. It travels in the
 * trace header, as Lambda's does: {@code Root=1-…;Lineage=1a2b3c4d:3|5e6f7a8b:1}.
 *
 * @param counts invocations by a hash of the function's name
 */
public record Lineage(Map<String, Integer> counts) {
  /** Lambda stops a chain after about this many invocations of one function. */
  public static final int LIMIT = 16;

  /** Nothing came before. */
  public static final Lineage NONE = new Lineage(Map.of());

  private static final Pattern FIELD = Pattern.compile("(?:^|;)\\s*Lineage=([^;]*)");

  public Lineage {
    counts = Map.copyOf(counts);
  }

  /** Reads a trace header; none where the header has no lineage. */
  public static Lineage of(String traceHeader) {
    var matcher = FIELD.matcher(traceHeader);
    if (!matcher.find()) {
      return NONE;
    }
    var counts = new TreeMap<String, Integer>();
    for (String entry : matcher.group(1).split("\\|")) {
      int colon = entry.indexOf(':');
      if (colon > 0) {
        counts.put(entry.substring(0, colon), Integer.valueOf(entry.substring(colon + 1)));
      }
    }
    return new Lineage(counts);
  }

  /** Both lineages, the higher count of each function: that of a batch. */
  public Lineage with(Lineage other) {
    var all = new TreeMap<>(counts);
    other.counts.forEach((function, count) -> all.merge(function, count, Math::max));
    return new Lineage(all);
  }

  /** The lineage inside the next invocation of a function. */
  public Lineage into(String function) {
    var next = new TreeMap<>(counts);
    next.merge(hash(function), 1, Integer::sum);
    return new Lineage(next);
  }

  /** Whether the chain has used up what Lambda allows the function. */
  public boolean exhausted(String function) {
    return Optional.ofNullable(counts.get(hash(function))).orElse(0) >= LIMIT;
  }

  /** The trace header of an invocation that has this lineage. */
  public String traceHeader() {
    Objects.requireNonNull(counts);
    String id = UUID.randomUUID().toString().replace("-", "");
    var lineage = new StringBuilder();
    new TreeMap<>(counts)
        .forEach(
            (function, count) ->
                lineage
                    .append(lineage.isEmpty() ? "" : "|")
                    .append(function)
                    .append(':')
                    .append(count));
    return "Root=1-"
        + id.substring(0, 8)
        + "-"
        + id.substring(8)
        + ";Parent="
        + id.substring(0, 16)
        + ";Sampled=0;Lineage="
        + lineage;
  }

  private static String hash(String function) {
    return String.format("%08x", function.hashCode());
  }
}
