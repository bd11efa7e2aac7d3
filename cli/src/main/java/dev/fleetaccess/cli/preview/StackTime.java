package dev.fleetaccess.cli.preview;

import java.time.Duration;

/**
 * How long the stack of a role takes, and when that is noticed: log-normal, 22 s in the middle and
 * 60 s one time in a hundred, by measurements of stacks with one role.
 */
final class StackTime {
  private static final double MEDIAN = 22;
  private static final double P99 = 60;

  /** The 99th percentile of the normal distribution. */
  private static final double Z99 = 2.326348;

  private static final double SIGMA = Math.log(P99 / MEDIAN) / Z99;

  /** Whoever comes back looks after a fourth of the first wait, as the worker does. */
  private static final int PART = 4;

  /** A stack still busy after so many looks is beyond what a forecast is about. */
  private static final int LOOKS = 200;

  private final double first;
  private final double next;

  private StackTime(double first, double next) {
    this.first = first;
    this.next = next;
  }

  /** Of a stack that nobody waits for. */
  static StackTime spoke(Duration lookAfter) {
    double seconds = lookAfter.toMillis() / 1_000.0;
    return new StackTime(seconds, seconds / PART);
  }

  /** Of a stack that everybody waits for: it is looked at four times as often. */
  static StackTime gate(Duration lookAfter) {
    double part = lookAfter.toMillis() / 1_000.0 / PART;
    return new StackTime(part, part);
  }

  /** Until it is noticed, in seconds, on average. */
  double mean() {
    double mean = first;
    for (int look = 0; look < LOOKS; look++) {
      mean += next * (1 - done(first + look * next));
    }
    return mean;
  }

  /** How likely it has been noticed so many seconds after the write. */
  double noticed(double seconds) {
    return seconds < first ? 0 : done(first + Math.floor((seconds - first) / next) * next);
  }

  private static double done(double seconds) {
    return seconds <= 0 ? 0 : normal(Math.log(seconds / MEDIAN) / SIGMA);
  }

  /** The normal distribution, by Abramowitz and Stegun 26.2.17: right to seven digits. */
  private static double normal(double z) {
    if (z < 0) {
      return 1 - normal(-z);
    }
    double t = 1 / (1 + 0.2316419 * z);
    double series =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return 1 - Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
  }
}
