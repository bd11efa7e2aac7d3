package dev.fleetaccess.release;

/**
 * What has to be known of accounts, besides their ids, to tell what a manifest wants of them.
 *
 * @param units the units that they stand in
 * @param tags their tags
 */
public record Needs(boolean units, boolean tags) {
  /** Ids are enough. */
  public static final Needs NOTHING = new Needs(false, false);

  static Needs of(Selector selector) {
    return new Needs(selector.needsUnits(), selector.needsTags());
  }

  /** What both need. */
  public Needs and(Needs other) {
    return new Needs(units || other.units, tags || other.tags);
  }

  /** Whether who knows this knows all that the other needs. */
  public boolean covers(Needs other) {
    return and(other).equals(this);
  }

  /** Whether ids are not enough. */
  public boolean any() {
    return units || tags;
  }
}
