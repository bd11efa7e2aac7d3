package dev.fleetaccess.plan;

import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Needs;

/**
 * What it costs to list an organization once for a manifest, in calls to AWS Organizations at most:
 * as many as a rollout of all accounts makes when no page has to be asked for again. Pure.
 *
 * @param pages pages of accounts
 * @param units calls that find out which units there are and what stands above the accounts that
 *     everybody waits for
 * @param tags calls for the tags of accounts
 */
public record Lookups(int pages, int units, int tags) {
  /** Accounts or units on a page, a limit of Organizations. */
  private static final int PAGE = 20;

  /** The hub and the management account, which are looked up before the listing comes to them. */
  private static final int AWAITED = 2;

  /** Units may stand five deep below the root, a quota of Organizations. */
  private static final int MOST_ABOVE = 6;

  /**
   * What a manifest costs.
   *
   * @param units how many units the organization has, without its root
   * @param accounts how many accounts it has
   */
  public static Lookups of(Manifest manifest, int units, int accounts) {
    Needs needs = manifest.needs();
    int tags = needs.tags() ? accounts + AWAITED : 0;
    if (!needs.units()) {
      return new Lookups(Math.max(1, pages(accounts)), 0, tags);
    }
    // Each unit, and the root, has a page that is not full.
    int parents = units + 1;
    int walked = 1 + parents + units / PAGE;
    return new Lookups(parents + accounts / PAGE, walked + AWAITED * MOST_ABOVE, tags);
  }

  /** All of them. */
  public int total() {
    return pages + units + tags;
  }

  private static int pages(int accounts) {
    return (accounts + PAGE - 1) / PAGE;
  }
}
