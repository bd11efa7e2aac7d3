package dev.fleetaccess.cli.text;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.report.RolloutSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How times, numbers and states are said to people. */
public final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private static final int NAMED = 10;

  /** Signs of a cause that is told in passing. */
  private static final int LONGEST = 240;

  private Words() {}

  /** A time, in UTC. */
  public static String time(Instant when) {
    return TIME.format(when);
  }

  public static String time(Optional<Instant> when) {
    return when.map(Words::time).orElse("–");
  }

  /** A duration in its two largest units. */
  public static String duration(Duration duration) {
    if (duration.isNegative()) {
      return "0 s";
    }
    long days = duration.toDays();
    long hours = duration.toHoursPart();
    long minutes = duration.toMinutesPart();
    if (days > 0) {
      return days + " d " + hours + " h";
    }
    if (hours > 0) {
      return hours + " h " + minutes + " min";
    }
    return minutes > 0
        ? minutes + " min " + duration.toSecondsPart() + " s"
        : duration.toSeconds() + " s";
  }

  /** How long ago. */
  public static String ago(Instant when, Instant now) {
    return duration(Duration.between(when, now)) + " ago";
  }

  /** A release, as people write it. */
  public static String release(Optional<CommitId> release) {
    return release.map(CommitId::brief).orElse("–");
  }

  /** A constant in words. */
  public static String words(Enum<?> constant) {
    return RolloutSummary.words(constant);
  }

  /** How many items stand in each state. */
  public static String counts(Map<Entry.State, Integer> counts) {
    return counts.isEmpty()
        ? "–"
        : new TreeMap<>(counts)
            .entrySet().stream()
                .map(count -> count.getValue() + " " + words(count.getKey()))
                .collect(Collectors.joining(", "));
  }

  /** The first few of many. */
  public static String named(Collection<?> all) {
    List<String> first = all.stream().limit(NAMED).map(String::valueOf).toList();
    int more = all.size() - first.size();
    return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
  }

  /** All of them, so many a line. */
  public static List<String> rows(List<?> all, int aLine) {
    List<String> rows = new ArrayList<>();
    for (int from = 0; from < all.size(); from += aLine) {
      List<?> row = all.subList(from, Math.min(from + aLine, all.size()));
      String words = row.stream().map(String::valueOf).collect(Collectors.joining(", "));
      rows.add(from + aLine < all.size() ? words + "," : words);
    }
    return rows;
  }

  /** A number with its noun. */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** A cause in a line, without what CloudFormation notes for its own support. */
  public static String brief(String cause) {
    String words =
        oneLine(cause)
            .replaceAll(" ?\\((Service: [^()]*|RequestToken: [^()]*)\\)", "")
            .replaceAll("\\s+", " ");
    return words.length() > LONGEST ? words.substring(0, LONGEST) + " …" : words;
  }

  /** Foreign text must not move the cursor or break a table. */
  public static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?").strip();
  }
}
