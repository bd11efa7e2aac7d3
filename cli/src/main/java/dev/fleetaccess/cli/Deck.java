package dev.fleetaccess.cli;

import java.util.SplittableRandom;

/** Strikes once in every so many draws, at a place that chance chooses. */
final class Deck {
  private final int size;
  private final SplittableRandom chance;
  private int drawn;
  private int place;

  Deck(int size, SplittableRandom chance) {
    this.size = size;
    this.chance = chance;
    this.place = chance.nextInt(size);
  }

  /** One draw; whether it strikes. */
  boolean strikes() {
    boolean strikes = drawn == place;
    drawn++;
    if (drawn == size) {
      drawn = 0;
      place = chance.nextInt(size);
    }
    return strikes;
  }
}
