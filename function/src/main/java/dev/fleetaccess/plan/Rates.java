package dev.fleetaccess.plan;

import java.time.Duration;

/**
 * How much of AWS's published rates we allow ourselves; the rest is left to whoever else works in
 * the management account.
 *
 * @param share percent, 1 to 100
 */
public record Rates(int share) {
  /** AssumeRole calls a second of one account in one region, a quota of STS. */
  private static final int ASSUME_ROLE = 600;

  /** ListAccounts calls a second of one account, a quota of Organizations. */
  private static final int LIST_ACCOUNTS = 8;

  /** So many of them at once, when none was made before. */
  private static final int LIST_ACCOUNTS_BURST = 12;

  /** ListAccountsForParent calls a second, and those for the units below: a quota each. */
  private static final int LIST_FOR_PARENT = 5;

  /** So many of them at once. */
  private static final int LIST_FOR_PARENT_BURST = 8;

  /** ListTagsForResource calls a second. */
  private static final int LIST_TAGS = 10;

  /** So many of them at once. */
  private static final int LIST_TAGS_BURST = 15;

  private static final int WHOLE = 100;

  public Rates {
    if (share < 1 || share > WHOLE) {
      throw new IllegalArgumentException("a share is 1 to 100 percent, not " + share);
    }
  }

  /**
   * Items a second that may begin.
   *
   * @param entrances how often each of them enters its account
   */
  public double items(int entrances) {
    return (double) ASSUME_ROLE * share / WHOLE / entrances;
  }

  /**
   * Pages of accounts that may have been listed.
   *
   * @param since how long ago the listing began
   */
  public long pages(Duration since) {
    return calls(LIST_ACCOUNTS_BURST, LIST_ACCOUNTS, since);
  }

  /**
   * Steps of a walk through the units that may have been made, a call each.
   *
   * @param since how long ago the walk began
   */
  public long steps(Duration since) {
    return calls(LIST_FOR_PARENT_BURST, LIST_FOR_PARENT, since);
  }

  /**
   * Tags of accounts that may have been asked for, a call each.
   *
   * @param since how long ago that began
   */
  public long tags(Duration since) {
    return calls(LIST_TAGS_BURST, LIST_TAGS, since);
  }

  /** Pages of accounts a second, in the long run. */
  public double pagesASecond() {
    return (double) LIST_ACCOUNTS * share / WHOLE;
  }

  /** Steps of a walk a second, in the long run. */
  public double stepsASecond() {
    return (double) LIST_FOR_PARENT * share / WHOLE;
  }

  /** Tags of accounts a second, in the long run. */
  public double tagsASecond() {
    return (double) LIST_TAGS * share / WHOLE;
  }

  private long calls(int burst, int aSecond, Duration since) {
    return (burst + since.toMillis() * aSecond / 1_000) * share / WHOLE;
  }
}
