package dev.fleetaccess.local.sim.stack;

import java.time.Duration;
import java.util.Random;

/** How long the operations of stacks take. */
@FunctionalInterface
public interface StackTime {
  /** The 99th percentile of the standard normal distribution. */
  double Z99 = 2.3263478740408408;

  /**
   * How long one operation takes.
   *
   * @param account the stack's account
   * @param stack the stack's name
   * @param operation how many operations that name has seen before
   */
  Duration draw(String account, String stack, long operation);

  /** Always that long. */
  static StackTime fixed(Duration duration) {
    return (account, stack, operation) -> duration;
  }

  /**
   * Log-normal: half of all take no longer than the median, one in a hundred longer than p99. Who
   * asks in which order does not matter: the same stack draws the same time from the same seed.
   */
  static StackTime logNormal(Duration median, Duration p99, long seed) {
    double mu = Math.log(median.toNanos());
    double sigma = (Math.log(p99.toNanos()) - mu) / Z99;
    return (account, stack, operation) -> {
      long mixed = seed * 31 + account.hashCode();
      mixed = mixed * 1_000_003 + stack.hashCode();
      mixed = mixed * 1_000_003 + operation;
      double normal = new Random(mixed * 0x9E3779B97F4A7C15L).nextGaussian();
      return Duration.ofNanos(Math.round(Math.exp(mu + sigma * normal)));
    };
  }
}
