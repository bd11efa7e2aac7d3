package dev.fleetaccess.cli.preview;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.reconcile.Advice;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.run.RemovalLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a release would change, by what the ledger last saw: nothing is looked at in the accounts.
 *
 * @param release the release
 * @param changes one for each stack in each account, those with nothing to do among them
 * @param units how many units are known, the root apart
 * @param strangers accounts that the ledger never saw: they begin when they are listed
 * @param awaited deletions of stacks that everybody waits for, such as the hub's
 */
public record Preview(
    Release release,
    List<Change> changes,
    int units,
    Set<AccountId> strangers,
    List<Change> awaited) {
  public Preview {
    Objects.requireNonNull(release);
    changes = List.copyOf(changes);
    strangers = Set.copyOf(strangers);
    awaited = List.copyOf(awaited);
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
   * @param accounts every account there is reason to think of; what the release has to know of it
   *     has been found out
   * @param before the releases that accounts have, as far as they can still be read
   * @param current the release that finished last
   */
  public static Preview of(
      Release release,
      List<Holding> holdings,
      SortedMap<AccountId, Acquaintance> accounts,
      Function<CommitId, Optional<Release>> before,
      Optional<Release> current) {
    var has = new HashMap<AccountId, Map<String, Holding>>();
    holdings.forEach(
        holding ->
            has.computeIfAbsent(holding.account(), absent -> new TreeMap<>())
                .put(holding.stack(), holding));
    var differences = new Differences(release, before);
    var planner = new Planner(release);
    List<Change> changes = new ArrayList<>();
    List<Change> awaited = new ArrayList<>();
    accounts.forEach(
        (account, known) -> {
          Map<String, Holding> own = has.getOrDefault(account, Map.of());
          Traits traits = known.traits();
          boolean usable = known.unusable().isEmpty();
          List<Planner.Planned> planned =
              planner.plan(account, traits).stream()
                  .map(one -> known.unusable().map(one::skipped).orElse(one))
                  .toList();
          List<Holding> unwanted =
              own.values().stream()
                  .filter(holding -> usable)
                  .filter(row -> row.applied().isPresent() || row.release().isPresent())
                  .filter(holding -> !release.places(holding.stack(), account, traits))
                  .toList();
          for (Holding holding : unwanted) {
            boolean already =
                current.filter(now -> !now.places(holding.stack(), account, traits)).isPresent();
            Change change = differences.unwanted(holding, already);
            changes.add(change);
            if (change.action() == Change.Action.DELETE && differences.awaited(holding)) {
              awaited.add(change);
            }
          }
          planned.stream()
              .map(one -> change(one, own, release, differences))
              .filter(
                  one ->
                      unwanted.stream()
                          .map(Holding::stack)
                          .noneMatch(stack -> stack.equals(one.stack())))
              .forEach(changes::add);
        });
    var strangers = new HashSet<>(accounts.keySet());
    strangers.removeAll(has.keySet());
    return new Preview(release, changes, units(accounts.values()), strangers, awaited);
  }

  private static int units(Collection<Acquaintance> accounts) {
    return (int)
        accounts.stream()
            .flatMap(known -> known.traits().units().stream())
            .filter(unit -> !unit.startsWith("r-"))
            .distinct()
            .count();
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
    Optional<String> refused =
        has.flatMap(Holding::failure)
            .filter(why -> why.code().equals("Refused"))
            .map(why -> why.message().replace(account.value(), "ACCOUNT"));
    // Such a refusal would not have come about with it.
    if (refused.isPresent()
        && refused.get().contains(Advice.ADOPT)
        && planned.stage().stack().adopt()) {
      return new Change(
          account,
          stack,
          planned.wave(),
          Change.Action.CREATE,
          List.of("takes over the role that stands there, which was refused until now"));
    }
    if (refused.isPresent()) {
      return new Change(
          account, stack, planned.wave(), Change.Action.REFUSED, List.of(refused.get()));
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

  /** Whether something would be written, tried in vain, or left behind that is wanted now. */
  public boolean changesSomething() {
    return changes.stream().anyMatch(change -> change.action().changes());
  }

  /** Stacks by what happens to them. */
  public long count(Change.Action action) {
    return changes.stream().filter(change -> change.action() == action).count();
  }

  /** Why the rollout will halt before the first deletion; empty where nobody has to agree. */
  public Optional<String> objection() {
    List<Change> deletions =
        changes.stream().filter(change -> change.action() == Change.Action.DELETE).toList();
    long accounts = deletions.stream().map(Change::account).distinct().count();
    int fleet = (int) changes.stream().map(Change::account).distinct().count();
    int allowed = RemovalLimit.allowed(fleet);
    if (accounts > allowed) {
      String stacks =
          deletions.stream()
              .map(Change::stack)
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      return Optional.of(
          "%s in %d of %d accounts, %d may be without asking"
              .formatted(stacks, accounts, fleet, allowed));
    }
    return awaited.stream()
        .findFirst()
        .map(one -> one.stack() + " in account " + one.account() + ", and everybody depends on it");
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
