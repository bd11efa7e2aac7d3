package dev.fleetaccess.cli.preview;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a release would change, by what the ledger last saw: nothing is looked at in the accounts.
 *
 * @param release the release
 * @param changes one for each stack in each account, those with nothing to do among them
 * @param units how many units the ledger knows of, the root apart
 */
public record Preview(Release release, List<Change> changes, int units) {
  public Preview {
    Objects.requireNonNull(release);
    changes = List.copyOf(changes);
  }

  /**
   * Accounts to which the same happens.
   *
   * @param stack the stack's name
   * @param action what happens
   * @param difference what differs
   * @param accounts the accounts, in order
   */
  public record Group(
      String stack, Change.Action action, List<String> difference, List<AccountId> accounts) {
    public Group {
      difference = List.copyOf(difference);
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * Holds a release against what the accounts have.
   *
   * @param release the release to be
   * @param holdings the inventory, whole
   * @param listed accounts as the organization tells of them; empty where nobody asked it
   * @param before the releases that accounts have, as far as they can still be read
   */
  public static Preview of(
      Release release,
      List<Holding> holdings,
      List<Account> listed,
      Function<CommitId, Optional<Release>> before) {
    var has = new HashMap<AccountId, Map<String, Holding>>();
    holdings.forEach(
        holding ->
            has.computeIfAbsent(holding.account(), absent -> new TreeMap<>())
                .put(holding.stack(), holding));
    var differences = new Differences(release, before);
    var planner = new Planner(release);
    List<Change> changes = new ArrayList<>();
    accounts(release, holdings, listed)
        .forEach(
            (account, told) -> {
              Map<String, Holding> own = has.getOrDefault(account, Map.of());
              Traits traits =
                  own.values().stream().map(Holding::traits).findFirst().orElse(Traits.NONE);
              List<Planner.Planned> planned =
                  told.map(known -> planner.plan(known, traits))
                      .orElseGet(() -> planner.plan(account, traits));
              boolean usable = told.map(known -> known.state().usable()).orElse(true);
              List<Holding> unwanted =
                  own.values().stream()
                      .filter(holding -> usable && holding.applied().isPresent())
                      .filter(holding -> !release.places(holding.stack(), account, traits))
                      .toList();
              unwanted.forEach(holding -> changes.add(differences.unwanted(holding)));
              planned.stream()
                  .map(one -> change(one, own, release, differences))
                  .filter(
                      one ->
                          unwanted.stream()
                              .map(Holding::stack)
                              .noneMatch(stack -> stack.equals(one.stack())))
                  .forEach(changes::add);
            });
    return new Preview(release, changes, units(holdings));
  }

  private static int units(List<Holding> holdings) {
    return (int)
        holdings.stream()
            .flatMap(holding -> holding.traits().units().stream())
            .filter(unit -> !unit.startsWith("r-"))
            .distinct()
            .count();
  }

  /** Every account there is reason to think of, and what the organization says of it. */
  private static Map<AccountId, Optional<Account>> accounts(
      Release release, List<Holding> holdings, List<Account> listed) {
    var accounts = new TreeMap<AccountId, Optional<Account>>();
    accounts.put(release.manifest().hub(), Optional.empty());
    accounts.put(release.facts().management(), Optional.empty());
    holdings.forEach(holding -> accounts.put(holding.account(), Optional.empty()));
    listed.forEach(account -> accounts.put(account.id(), Optional.of(account)));
    return accounts;
  }

  private static Change change(
      Planner.Planned planned, Map<String, Holding> own, Release release, Differences differences) {
    AccountId account = planned.account();
    String stack = planned.stage().stack().name();
    Optional<Holding> has = Optional.ofNullable(own.get(stack));
    if (planned.skip().isPresent()) {
      return new Change(
          account, stack, planned.wave(), Change.Action.LEFT_OUT, List.of(planned.skip().get()));
    }
    if (has.flatMap(Holding::failure).filter(why -> why.code().equals("Refused")).isPresent()) {
      String why = has.get().failure().get().message().replace(account.value(), "ACCOUNT");
      return new Change(account, stack, planned.wave(), Change.Action.REFUSED, List.of(why));
    }
    if (has.flatMap(Holding::applied).isEmpty()) {
      return new Change(account, stack, planned.wave(), Change.Action.CREATE, List.of());
    }
    boolean same =
        has.get()
            .applied()
            .get()
            .digest()
            .equals(release.stack(stack, account, planned.traits()).digest());
    return same
        ? new Change(account, stack, planned.wave(), Change.Action.NOTHING, List.of())
        : new Change(
            account,
            stack,
            planned.wave(),
            Change.Action.UPDATE,
            differences.of(account, planned.traits(), stack, has.get()));
  }

  /** Whether something would be written, or tried in vain. */
  public boolean changesSomething() {
    return changes.stream().anyMatch(change -> change.action().changes());
  }

  /** Stacks by what happens to them. */
  public long count(Change.Action action) {
    return changes.stream().filter(change -> change.action() == action).count();
  }

  /** Those to which the same happens together, what is done before what is not, many first. */
  public List<Group> groups() {
    var groups = new HashMap<List<Object>, List<Change>>();
    for (Change change : changes) {
      groups
          .computeIfAbsent(
              List.of(change.stack(), change.action(), change.difference()),
              absent -> new ArrayList<>())
          .add(change);
    }
    return groups.values().stream()
        .map(
            alike ->
                new Group(
                    alike.getFirst().stack(),
                    alike.getFirst().action(),
                    alike.getFirst().difference(),
                    alike.stream().map(Change::account).sorted().toList()))
        .sorted(
            Comparator.comparing(Group::action)
                .thenComparing(group -> -group.accounts().size())
                .thenComparing(Group::stack)
                .thenComparing(group -> group.difference().toString()))
        .toList();
  }
}
