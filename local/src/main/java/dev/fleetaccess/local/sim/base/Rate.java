package dev.fleetaccess.local.sim.base;

/**
 * A published rate of AWS, as a token bucket.
 *
 * @param perSecond tokens added a second
 * @param burst the most tokens at a time
 */
public record Rate(double perSecond, double burst) {
  public Rate {
    if (perSecond <= 0 || burst < 1) {
      throw new IllegalArgumentException("a rate is positive and bursts to one at least");
    }
  }
}
