package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.Page;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Planner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What is planned for accounts as the organization tells them, or does not. */
final class AccountPlans {
  private final Organization organization;
  private final Census census;
  private final Ledger ledger;
  private final Parallel parallel;
  private final Orphans orphans;
  private final PlannedRows rows;

  AccountPlans(
      Organization organization,
      Census census,
      Ledger ledger,
      Parallel parallel,
      Orphans orphans,
      PlannedRows rows) {
    this.organization = Objects.requireNonNull(organization);
    this.census = Objects.requireNonNull(census);
    this.ledger = Objects.requireNonNull(ledger);
    this.parallel = Objects.requireNonNull(parallel);
    this.orphans = Objects.requireNonNull(orphans);
    this.rows = Objects.requireNonNull(rows);
  }

  /** Writes down one page. */
  void write(PlanningWork work, Page<Census.Told> page) {
    plan(work, page.items());
    boolean last = page.next().isEmpty();
    if (last && work.rollout().scope() instanceof Scope.Accounts(Set<AccountId> ids)) {
      // Somebody named them, and the organization did not.
      unplanned(work, ids).forEach(id -> stranger(work, id));
    }
    if (last && work.needs().any() && work.whole()) {
      unnamed(work);
    }
  }

  /** Writes down what is planned for one account, which is asked for what has to be known. */
  void plan(PlanningWork work, Account account) {
    plan(work, List.of(new Census.Told(account, census.traits(account.id(), work.needs()))));
  }

  /** Writes down what is planned for accounts as they were told. */
  void plan(PlanningWork work, List<Census.Told> accounts) {
    List<PlannedRows.Row> planned = Collections.synchronizedList(new ArrayList<>());
    parallel.each(
        accounts,
        told -> {
          Account account = told.account();
          if (!account.state().usable()) {
            ledger.inventory().forget(account.id());
          }
          for (Planner.Planned one : planned(work, told)) {
            planned.add(new PlannedRows.Row(one, account.joinedAt(), account.state().usable()));
          }
        });
    write(work, List.copyOf(planned));
  }

  /** What stands there unwanted takes the place of a word on why it is not wanted. */
  private List<Planner.Planned> planned(PlanningWork work, Census.Told told) {
    AccountId id = told.account().id();
    List<Planner.Planned> planned =
        new ArrayList<>(work.planner().plan(told.account(), told.traits()));
    if (!told.account().state().usable()) {
      return planned;
    }
    List<Holding> holdings = ledger.inventory().of(id);
    for (Holding holding : holdings) {
      boolean nothingThere =
          holding.release().isEmpty() && work.rollout().kind() == Rollout.Kind.RELEASE;
      if (nothingThere && !work.release().places(holding.stack(), id, told.traits())) {
        ledger.inventory().forget(id, holding.stack());
      }
    }
    for (Planner.Planned orphan :
        orphans.plan(work.release(), id, told.traits(), holdings, work.whole())) {
      planned.removeIf(one -> one.stage().stack().name().equals(orphan.stage().stack().name()));
      planned.add(orphan);
    }
    return planned;
  }

  /** Nothing is done in an account that the organization does not have. */
  void stranger(PlanningWork work, AccountId id) {
    ledger.inventory().forget(id);
    write(
        work,
        work.planner().plan(id, Traits.NONE).stream()
            .map(one -> one.skipped("not in the organization"))
            .map(PlannedRows.Row::unlisted)
            .toList());
  }

  /** Those of them for which nothing is written down yet. */
  Set<AccountId> unplanned(PlanningWork work, Set<AccountId> named) {
    Set<AccountId> left = new TreeSet<>(named);
    ledger.items().each(work.rollout().id(), entry -> left.remove(entry.account()));
    return left;
  }

  /**
   * Accounts that the ledger knows and the listing did not name: without their page nobody tries
   * them, so a few of them are asked for. Who has left is forgotten; who moved while the units were
   * walked through, from one that was not read yet to one that was, is planned after all.
   */
  private void unnamed(PlanningWork work) {
    Rollout rollout = work.rollout();
    Set<AccountId> left = new TreeSet<>();
    ledger
        .inventory()
        .each(
            holding -> {
              if (holding.seen().isBefore(rollout.started())) {
                left.add(holding.account());
              }
            });
    ledger
        .items()
        .each(
            rollout.id(),
            entry -> {
              if (entry.listedSince(rollout.listedFrom())) {
                left.remove(entry.account());
              }
            });
    left.stream()
        .limit(Fanout.ASKED_ONE_BY_ONE)
        .forEach(
            id ->
                organization
                    .account(id)
                    .ifPresentOrElse(
                        account -> plan(work, account), () -> ledger.inventory().forget(id)));
  }

  /** Writes down what is planned. */
  void write(PlanningWork work, List<PlannedRows.Row> planned) {
    rows.write(work, planned);
  }
}
