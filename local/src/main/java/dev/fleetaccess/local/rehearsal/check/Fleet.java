package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.org.AccountState;
import dev.fleetaccess.release.RoleStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The accounts of a voyage as they really are. Left out are those of which nothing can be promised:
 * who came, left, was suspended or moved after it began, and where people worked by hand.
 */
final class Fleet {
  private final SimulatedOrganization world;
  private final Truth truth;
  private final Whereabouts whereabouts;
  private final StoredItems items;
  private final Predicate<String> byHand;

  /**
   * Looks at that world.
   *
   * @param items asked for one thing alone: whether somebody is told that an account is not right
   * @param byHand whether people ever worked in the account
   */
  Fleet(
      SimulatedOrganization world,
      Truth truth,
      Whereabouts whereabouts,
      StoredItems items,
      Predicate<String> byHand) {
    this.world = Objects.requireNonNull(world);
    this.truth = Objects.requireNonNull(truth);
    this.whereabouts = Objects.requireNonNull(whereabouts);
    this.items = Objects.requireNonNull(items);
    this.byHand = Objects.requireNonNull(byHand);
  }

  /** Whether the promises hold for that account. */
  boolean counts(Voyage voyage, String account) {
    return voyage.waves.containsKey(account)
        && !byHand.test(account)
        && !whereabouts.movedSince(account, voyage.began)
        && world
            .organization()
            .find(account)
            .filter(each -> each.state() == AccountState.ACTIVE)
            .isPresent();
  }

  /** Whether a stack of the voyage is in an account as it was released. */
  boolean right(Voyage voyage, String account, String stack) {
    RoleStack desired =
        voyage.release.stack(stack, new AccountId(account), whereabouts.of(account));
    return truth.wrongStack(account, desired).isEmpty();
  }

  /** The accounts of a wave that do not have a stack of the voyage as released. */
  List<String> lacking(Voyage voyage, int wave, String stack) {
    List<String> lacking = new ArrayList<>();
    voyage.waves.forEach(
        (account, own) -> {
          if (own == wave
              && counts(voyage, account)
              && voyage.release.places(stack, new AccountId(account), whereabouts.of(account))
              && !right(voyage, account, stack)) {
            lacking.add(account);
          }
        });
    return lacking;
  }

  /** Whether somebody can read that this rollout did not bring the stack there. */
  boolean told(String rollout, String account, String stack) {
    return items
        .find(rollout, new AccountId(account), stack)
        .filter(
            entry ->
                switch (entry.state()) {
                  case FAILED, REFUSED, SKIPPED -> true;
                  case PLANNED, SENT, CONVERGED, PREVIEWED, SUPERSEDED, NOT_STARTED -> false;
                })
        .isPresent();
  }

  /** How many accounts more than when it began may belong to a wave. */
  int newcomers(Voyage voyage) {
    return (int)
        world.organization().accounts().stream()
            .filter(
                account ->
                    !voyage.waves.containsKey(account.id())
                        || whereabouts.movedSince(account.id(), voyage.began))
            .count();
  }
}
