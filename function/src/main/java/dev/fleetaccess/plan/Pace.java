package dev.fleetaccess.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * When items begin, so that together they keep within a rate: a token bucket, kept as the moment
 * from which it has room again. Nobody waits for it: the messages are delayed. What would have to
 * be delayed for longer than a message can be has no place yet. Pure.
 *
 * @param runs so many items after such a delay, in order; empty when there is no place for any
 * @param free from when there is room for more
 */
public record Pace(List<Run> runs, Instant free) {
  public Pace {
    runs = List.copyOf(runs);
    Objects.requireNonNull(free);
  }

  /**
   * Items that begin together.
   *
   * @param delay whole seconds, at most {@link WorkQueue#LONGEST_DELAY}
   */
  public record Run(Duration delay, int items) {
    public Run {
      Objects.requireNonNull(delay);
    }
  }

  /**
   * Spreads items, as many of them as have a place.
   *
   * @param free from when there is room
   * @param aSecond items a second
   */
  public static Pace of(Instant free, Instant now, int items, double aSecond) {
    Instant begin = free.isAfter(now) ? free : now;
    List<Run> runs = new ArrayList<>();
    int done = 0;
    while (done < items) {
      Duration delay = delay(begin, now, done, aSecond);
      if (delay.compareTo(WorkQueue.LONGEST_DELAY) > 0) {
        break;
      }
      int together = 1;
      while (done + together < items && delay(begin, now, done + together, aSecond).equals(delay)) {
        together++;
      }
      runs.add(new Run(delay, together));
      done += together;
    }
    return new Pace(runs, begin.plus(after(done, aSecond)));
  }

  /** How many items have a place. */
  public int items() {
    return runs.stream().mapToInt(Run::items).sum();
  }

  private static Duration delay(Instant begin, Instant now, int item, double aSecond) {
    Duration exact = Duration.between(now, begin.plus(after(item, aSecond)));
    return Duration.ofSeconds(exact.toSeconds());
  }

  private static Duration after(int item, double aSecond) {
    return Duration.ofNanos((long) (item * 1e9 / aSecond));
  }
}
