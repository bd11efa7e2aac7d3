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
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Needs;
import dev.fleetaccess.release.Release;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

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
  private final InstantSource clock;
  private final Census census;
  private final Orphans orphans;

  Fanout(
      Organization organization,
      Ledger ledger,
      ReleaseShelf releases,
      Parallel parallel,
      InstantSource clock) {
    this.organization = Objects.requireNonNull(organization);
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.parallel = Objects.requireNonNull(parallel);
    this.clock = Objects.requireNonNull(clock);
    this.census = new Census(organization, clock);
    this.orphans = new Orphans(releases);
  }

  /** Plans on until everything is planned or the time has come. */
  Listing advance(Rollout rollout, Granter granter, Instant until) {
    Release release = releases.get(rollout.release());
    var planner = new Planner(release);
    Listing listing = rollout.listing();
    Needs needs = needs(release, granter);
    if (!listing.known()) {
      listing = known(rollout, release, planner, granter, needs);
    }
    while (listing.known() && !listing.complete() && clock.instant().isBefore(until)) {
      Optional<Listing> further = page(rollout, planner, granter, listing, needs, until);
      if (further.isEmpty()) {
        return listing;
      }
      listing = further.get();
    }
    return listing;
  }

  /** Whatever release an account is granted, what that has to know of it is looked up. */
  private static Needs needs(Release release, Granter granter) {
    return granter.needs().and(release.manifest().needs());
  }

  private Listing known(
      Rollout rollout, Release release, Planner planner, Granter granter, Needs needs) {
    Listing listing = rollout.listing();
    return switch (rollout.scope()) {
      case Scope.Everyone() -> {
        Set<AccountId> ids = new TreeSet<>();
        ids.add(release.facts().management());
        ids.add(release.manifest().hub());
        // Where more than the id counts, the others wait for the page that tells it.
        if (!needs.any()) {
          ledger.inventory().all().forEach(holding -> ids.add(holding.account()));
        }
        yield planKnown(rollout, planner, granter, needs, ids) ? listing.afterKnown() : listing;
      }
      case Scope.Failed() -> {
        Set<AccountId> ids = failed();
        if (needs.any() && ids.size() > ASKED_ONE_BY_ONE) {
          yield listing.afterKnown();
        }
        yield planKnown(rollout, planner, granter, needs, ids) ? listing.done() : listing;
      }
      case Scope.Accounts(Set<AccountId> ids) -> {
        if (ids.size() > ASKED_ONE_BY_ONE) {
          yield listing.afterKnown();
        }
        Set<AccountId> left = new TreeSet<>(ids);
        ledger.items().of(rollout.id()).forEach(entry -> left.remove(entry.account()));
        left.forEach(id -> named(rollout, planner, granter, needs, id));
        yield listing.done();
      }
    };
  }

  private Set<AccountId> failed() {
    Set<AccountId> ids = new TreeSet<>();
    for (Holding holding : ledger.inventory().all()) {
      holding.failure().ifPresent(failure -> ids.add(holding.account()));
    }
    return ids;
  }

  /**
   * Writes what is not written yet, so that an invocation that dies among thousands of writes has
   * brought the next one nearer to the end. False when the ledger wants us to come back later.
   */
  private boolean planKnown(
      Rollout rollout, Planner planner, Granter granter, Needs needs, Set<AccountId> ids) {
    Set<Address> there = new HashSet<>();
    ledger
        .items()
        .of(rollout.id())
        .forEach(entry -> there.add(new Address(entry.account(), entry.stack())));
    List<Row> rows = new ArrayList<>();
    for (AccountId id : ids) {
      if (needs.any() && there.stream().anyMatch(one -> one.account.equals(id))) {
        continue;
      }
      Traits traits = needs.any() ? census.traits(id, needs) : Traits.NONE;
      for (Planner.Planned one : planner.plan(id, traits)) {
        // Whether a stack that is not wanted stands there is asked when the account is listed.
        boolean listedLater = rollout.scope() instanceof Scope.Everyone && one.skip().isPresent();
        if (!listedLater && !there.contains(new Address(id, one.stage().stack().name()))) {
          rows.add(new Row(one, Optional.empty(), false));
        }
      }
      if (needs.any()) {
        // Lookups are slow: what was found is kept, whatever becomes of the next.
        write(rollout, granter, rows);
        rows.clear();
      }
    }
    return couldBeWritten(() -> write(rollout, granter, rows));
  }

  private void named(Rollout rollout, Planner planner, Granter granter, Needs needs, AccountId id) {
    Optional<Account> account = organization.account(id);
    if (account.isPresent()) {
      var told = new Census.Told(account.get(), census.traits(id, needs));
      plan(rollout, planner, granter, List.of(told));
    } else {
      stranger(rollout, planner, granter, id);
    }
  }

  private void stranger(Rollout rollout, Planner planner, Granter granter, AccountId id) {
    ledger.inventory().forget(id);
    write(
        rollout,
        granter,
        planner.plan(id, Traits.NONE).stream()
            .map(one -> one.skipped("not in the organization"))
            .map(one -> new Row(one, Optional.empty(), false))
            .toList());
  }

  /** One page; empty when the service wants us to come back later. */
  private Optional<Listing> page(
      Rollout rollout,
      Planner planner,
      Granter granter,
      Listing listing,
      Needs needs,
      Instant until) {
    Page<Census.Told> page;
    try {
      page = census.page(needs, listing.next(), wanted(rollout.scope()), until);
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
              plan(rollout, planner, granter, page.items());
              if (last && rollout.scope() instanceof Scope.Accounts(Set<AccountId> ids)) {
                strangers(rollout, planner, granter, ids);
              }
              if (last && needs.any() && rollout.scope() instanceof Scope.Everyone) {
                unnamed(rollout);
              }
            });
    return written ? Optional.of(listing.afterPage(page.next())) : Optional.empty();
  }

  /** Somebody named them, and the organization did not. */
  private void strangers(Rollout rollout, Planner planner, Granter granter, Set<AccountId> named) {
    Set<AccountId> left = new TreeSet<>(named);
    ledger.items().of(rollout.id()).forEach(entry -> left.remove(entry.account()));
    left.forEach(id -> stranger(rollout, planner, granter, id));
  }

  /**
   * Accounts that the ledger knows and the listing did not name: without their page nobody tries
   * them, so a few of them are asked for, and who has left is forgotten.
   */
  private void unnamed(Rollout rollout) {
    Set<AccountId> left = new TreeSet<>();
    for (Holding holding : ledger.inventory().all()) {
      if (holding.seen().isBefore(rollout.started())) {
        left.add(holding.account());
      }
    }
    ledger.items().of(rollout.id()).stream()
        .filter(Entry::listed)
        .forEach(entry -> left.remove(entry.account()));
    left.stream()
        .limit(ASKED_ONE_BY_ONE)
        .filter(id -> organization.account(id).isEmpty())
        .forEach(ledger.inventory()::forget);
  }

  private Predicate<AccountId> wanted(Scope scope) {
    return switch (scope) {
      case Scope.Everyone() -> id -> true;
      case Scope.Failed() -> failed()::contains;
      case Scope.Accounts(Set<AccountId> ids) -> ids::contains;
    };
  }

  private void plan(Rollout rollout, Planner planner, Granter granter, List<Census.Told> accounts) {
    List<Row> rows = java.util.Collections.synchronizedList(new ArrayList<>());
    parallel.each(
        accounts,
        told -> {
          Account account = told.account();
          if (!account.state().usable()) {
            ledger.inventory().forget(account.id());
          }
          for (Planner.Planned one : planned(rollout, planner, told)) {
            rows.add(new Row(one, account.joinedAt(), account.state().usable()));
          }
        });
    write(rollout, granter, List.copyOf(rows));
  }

  /** What stands there unwanted takes the place of a word on why it is not wanted. */
  private List<Planner.Planned> planned(Rollout rollout, Planner planner, Census.Told told) {
    Account account = told.account();
    List<Planner.Planned> planned = new ArrayList<>(planner.plan(account, told.traits()));
    if (!account.state().usable()) {
      return planned;
    }
    List<Holding> holdings = ledger.inventory().of(account.id());
    boolean whole = rollout.scope() instanceof Scope.Everyone;
    Release release = releases.get(rollout.release());
    for (Holding holding : holdings) {
      boolean nothingThere = holding.release().isEmpty() && rollout.kind() == Rollout.Kind.RELEASE;
      if (nothingThere && !release.places(holding.stack(), account.id(), told.traits())) {
        ledger.inventory().forget(account.id(), holding.stack());
      }
    }
    for (Planner.Planned orphan :
        orphans.plan(release, account.id(), told.traits(), holdings, whole)) {
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

  private void write(Rollout rollout, Granter granter, List<Row> rows) {
    parallel.each(rows, row -> write(rollout, granter, row));
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
                        ? Optional.of("the rollout halted; nothing is brought until it is resumed")
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

  private record Address(AccountId account, String stack) {}

  /**
   * What is written down.
   *
   * @param planned one stack in one account
   * @param joined when the account joined
   * @param listed whether the organization named it as usable
   */
  private record Row(Planner.Planned planned, Optional<Instant> joined, boolean listed) {}
}
