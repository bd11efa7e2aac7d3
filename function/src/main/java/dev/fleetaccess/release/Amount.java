package dev.fleetaccess.release;

/** A number of accounts, said as a count, as a share of a wave, or as all. */
public sealed interface Amount {
  /** The accounts meant among {@code total}; a percentage rounds down. */
  int of(int total);

  /** A fixed number of accounts. */
  record Count(int accounts) implements Amount {
    public Count {
      if (accounts < 0) {
        throw new IllegalArgumentException("a count of accounts is not negative");
      }
    }

    @Override
    public int of(int total) {
      return Math.min(accounts, total);
    }
  }

  /** A share of the wave, 0 to 100. */
  record Percent(int percent) implements Amount {
    public Percent {
      if (percent < 0 || percent > 100) {
        throw new IllegalArgumentException("a percentage is between 0 and 100");
      }
    }

    @Override
    public int of(int total) {
      return (int) ((long) total * percent / 100);
    }
  }

  /** Every account of the wave. */
  record All() implements Amount {
    @Override
    public int of(int total) {
      return total;
    }
  }
}
