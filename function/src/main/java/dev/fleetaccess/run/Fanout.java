package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.Page;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Needs;
import dev.fleetaccess.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Writes down what a rollout is to do: first for the accounts that the ledger knows, then page by
 * page for those that the organization lists. Doing it twice changes nothing.
 */
final class Fanout {
  /** Up to so many named accounts are asked for one by one, which costs less than a listing. */
  static final int ASKED_ONE_BY_ONE = 20;

  private final Organization organization;
  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final Parallel parallel;
  private final Rates rates;
  private final InstantSource clock;
  private final KnownAccounts known;
  private final Census census;
  private final Orphans orphans;

  Fanout(
      Organization organization,
      Ledger ledger,
      ReleaseShelf releases,
      Parallel parallel,
      Rates rates,
      InstantSource clock) {
    this.organization = Objects.requireNonNull(organization);
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.parallel = Objects.requireNonNull(parallel);
    this.rates = Objects.requireNonNull(rates);
    this.clock = Objects.requireNonNull(clock);
    this.known = new KnownAccounts(ledger, releases);
    this.census = new Census(organization, clock);
    this.orphans = new Orphans(releases);
  }

  /** Plans on until everything is planned or the time has come. */
  Listing advance(Rollout rollout, Granter granter, Instant until) {
    Work work = work(rollout, granter);
    Listing listing = rollout.listing();
    if (!listing.known()) {
      return known(work, until);
    }
    while (!listing.complete()
        && clock.instant().isBefore(until)
        && listing.pages() < pages(work)) {
      Optional<Listing> further = page(work, listing, until);
      if (further.isEmpty()) {
        return listing;
      }
      listing = further.get();
    }
    return listing;
  }

  /** So many may have been read by now. */
  private long pages(Work work) {
    Instant began = work.rollout.resumed().orElse(work.rollout.started());
    Duration since = Duration.between(began, clock.instant());
    return work.needs.units() ? rates.steps(since) : rates.pages(since);
  }

  /** Plans one more account in a rollout that is listed already. */
  void add(Rollout rollout, Granter granter, Account account) {
    Work work = work(rollout, granter);
    plan(work, List.of(told(work, account)));
  }

  /** Whatever release an account is granted, what that has to know of it is looked up. */
  private Work work(Rollout rollout, Granter granter) {
    Release release = releases.get(rollout.release());
    Needs needs = granter.needs().and(release.manifest().needs());
    return new Work(rollout, release, new Planner(release), granter, needs);
  }

  private Census.Told told(Work work, Account account) {
    return new Census.Told(account, census.traits(account.id(), work.needs));
  }

  private Listing known(Work work, Instant until) {
    Listing listing = work.rollout.listing();
    if (work.rollout.scope() instanceof Scope.Accounts(Set<AccountId> ids)) {
      if (ids.size() > ASKED_ONE_BY_ONE) {
        return listing.afterKnown();
      }
      Set<AccountId> left = new TreeSet<>(ids);
      ledger.items().each(work.rollout.id(), entry -> left.remove(entry.account()));
      left.forEach(id -> named(work, id));
      return listing.done();
    }
    Optional<Function<AccountId, Traits>> lookup =
        work.needs.any() ? Optional.of(id -> census.traits(id, work.needs)) : Optional.empty();
    Optional<KnownAccounts.Found> found = known.of(work.rollout, work.planner, lookup);
    if (found.isEmpty()) {
      return listing;
    }
    Listing further = planKnown(work, found.get(), until);
    return further.known() && !work.whole() ? further.done() : further;
  }

  /**
   * Writes down part by part what is known, so that an invocation ends in time at any size, and one
   * that dies has brought the next one nearer to the end. Whether a stack that is not wanted stands
   * in an account is asked when the account is listed.
   */
  private Listing planKnown(Work work, KnownAccounts.Found found, Instant until) {
    Listing listing = work.rollout.listing();
    for (List<AccountId> part : found.parts(listing)) {
      if (listing.begun() && !clock.instant().isBefore(until)) {
        return listing;
      }
      boolean written =
          couldBeWritten(
              () ->
                  write(
                      work,
                      part.stream()
                          .flatMap(id -> found.planning().apply(id).stream())
                          .filter(one -> !work.whole() || one.skip().isEmpty())
                          .map(one -> new Row(one, Optional.empty(), false))
                          .toList()));
      if (!written) {
        return listing;
      }
      listing = listing.afterKnown(part.getLast());
    }
    return listing.afterKnown();
  }

  private void named(Work work, AccountId id) {
    Optional<Account> account = organization.account(id);
    if (account.isPresent()) {
      plan(work, List.of(told(work, account.get())));
    } else {
      stranger(work, id);
    }
  }

  private void stranger(Work work, AccountId id) {
    ledger.inventory().forget(id);
    write(
        work,
        work.planner.plan(id, Traits.NONE).stream()
            .map(one -> one.skipped("not in the organization"))
            .map(one -> new Row(one, Optional.empty(), false))
            .toList());
  }

  /** One page; empty when the service wants us to come back later. */
  private Optional<Listing> page(Work work, Listing listing, Instant until) {
    Page<Census.Told> page;
    try {
      page = census.page(work.needs, listing.next(), id -> inScope(work, id), until);
    } catch (RemoteFailure e) {
      if (e.failure().kind() == Failure.Kind.INVALID && listing.next().isPresent()) {
        return Optional.of(listing.again());
      }
      if (e.failure().kind().retryable()) {
        return Optional.empty();
      }
      throw e;
    }
    boolean last = page.next().isEmpty();
    // A page that is not written down whole is read again.
    boolean written =
        couldBeWritten(
            () -> {
              plan(work, page.items());
              if (last && work.rollout.scope() instanceof Scope.Accounts(Set<AccountId> ids)) {
                strangers(work, ids);
              }
              if (last && work.needs.any() && work.whole()) {
                unnamed(work.rollout);
              }
            });
    return written ? Optional.of(listing.afterPage(page.next())) : Optional.empty();
  }

  /** Somebody named them, and the organization did not. */
  private void strangers(Work work, Set<AccountId> named) {
    Set<AccountId> left = new TreeSet<>(named);
    ledger.items().each(work.rollout.id(), entry -> left.remove(entry.account()));
    left.forEach(id -> stranger(work, id));
  }

  /**
   * Accounts that the ledger knows and the listing did not name: without their page nobody tries
   * them, so a few of them are asked for, and who has left is forgotten.
   */
  private void unnamed(Rollout rollout) {
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
              if (entry.listed()) {
                left.remove(entry.account());
              }
            });
    left.stream()
        .limit(ASKED_ONE_BY_ONE)
        .filter(id -> organization.account(id).isEmpty())
        .forEach(ledger.inventory()::forget);
  }

  private static boolean inScope(Work work, AccountId id) {
    return !(work.rollout.scope() instanceof Scope.Accounts(Set<AccountId> ids))
        || ids.contains(id);
  }

  private void plan(Work work, List<Census.Told> accounts) {
    List<Row> rows = java.util.Collections.synchronizedList(new ArrayList<>());
    parallel.each(
        accounts,
        told -> {
          Account account = told.account();
          if (!account.state().usable()) {
            ledger.inventory().forget(account.id());
          }
          for (Planner.Planned one : planned(work, told)) {
            rows.add(new Row(one, account.joinedAt(), account.state().usable()));
          }
        });
    write(work, List.copyOf(rows));
  }

  /** What stands there unwanted takes the place of a word on why it is not wanted. */
  private List<Planner.Planned> planned(Work work, Census.Told told) {
    AccountId id = told.account().id();
    List<Planner.Planned> planned =
        new ArrayList<>(work.planner.plan(told.account(), told.traits()));
    if (!told.account().state().usable()) {
      return planned;
    }
    List<Holding> holdings = ledger.inventory().of(id);
    for (Holding holding : holdings) {
      boolean nothingThere =
          holding.release().isEmpty() && work.rollout.kind() == Rollout.Kind.RELEASE;
      if (nothingThere && !work.release.places(holding.stack(), id, told.traits())) {
        ledger.inventory().forget(id, holding.stack());
      }
    }
    for (Planner.Planned orphan :
        orphans.plan(work.release, id, told.traits(), holdings, work.whole())) {
      planned.removeIf(one -> one.stage().stack().name().equals(orphan.stage().stack().name()));
      planned.add(orphan);
    }
    return planned;
  }

  private static boolean couldBeWritten(Runnable writing) {
    try {
      writing.run();
      return true;
    } catch (RemoteFailure e) {
      if (e.failure().kind().retryable()) {
        return false;
      }
      throw e;
    }
  }

  private void write(Work work, List<Row> rows) {
    parallel.each(rows, row -> write(work.rollout, work.granter, row));
  }

  private void write(Rollout rollout, Granter granter, Row row) {
    Planner.Planned planned = row.planned;
    Optional<CommitId> granted = granter.release(rollout, planned);
    Optional<String> skip =
        planned
            .skip()
            .or(
                () ->
                    granted.isEmpty()
                        ? Optional.of(
                            "nothing is brought yet: the first release halted, or has not come to"
                                + " its wave")
                        : Optional.empty());
    Instant now = clock.instant();
    Entry entry =
        Entry.of(
                rollout.id(),
                granted.orElse(rollout.release()),
                planned.account(),
                planned.stage().stack().name(),
                now)
            .stage(planned.stage().index())
            .wave(planned.wave())
            .traits(planned.traits())
            .state(skip.isPresent() ? Entry.State.SKIPPED : Entry.State.PLANNED)
            .note(skip.orElse(""))
            .joined(row.joined)
            .listed(row.listed)
            .done();
    Optional<Entry> before = ledger.items().plan(entry);
    if (skip.isPresent() && before.filter(Fanout::canBeSkipped).isPresent()) {
      ledger.items().record(before.get(), before.get().as(Entry.State.SKIPPED, skip.get(), now));
    }
  }

  /** It was planned because the ledger knew the account, before the listing had its say. */
  private static boolean canBeSkipped(Entry before) {
    return before.state() == Entry.State.PLANNED || before.state() == Entry.State.FAILED;
  }

  /**
   * What is being planned.
   *
   * @param needs what has to be known of accounts for it
   */
  private record Work(
      Rollout rollout, Release release, Planner planner, Granter granter, Needs needs) {
    /** Whether it is for every account. */
    boolean whole() {
      return rollout.scope() instanceof Scope.Everyone;
    }
  }

  /**
   * What is written down.
   *
   * @param planned one stack in one account
   * @param joined when the account joined
   * @param listed whether the organization named it as usable
   */
  private record Row(Planner.Planned planned, Optional<Instant> joined, boolean listed) {}
}
