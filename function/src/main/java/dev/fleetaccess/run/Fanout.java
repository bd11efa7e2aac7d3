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
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
  }

  /** Plans on until everything is planned or the time has come. */
  Listing advance(Rollout rollout, Granter granter, Instant until) {
    var planner = new Planner(releases.get(rollout.release()));
    Listing listing = rollout.listing();
    if (!listing.known()) {
      return known(rollout, planner, granter, until);
    }
    while (!listing.complete()
        && clock.instant().isBefore(until)
        && listing.pages() < rates.pages(sinceListing(rollout))) {
      Optional<Listing> further = page(rollout, planner, granter, listing);
      if (further.isEmpty()) {
        return listing;
      }
      listing = further.get();
    }
    return listing;
  }

  private Duration sinceListing(Rollout rollout) {
    return Duration.between(rollout.resumed().orElse(rollout.started()), clock.instant());
  }

  /** Plans one more account in a rollout that is listed already. */
  void add(Rollout rollout, Granter granter, Account account) {
    plan(rollout, new Planner(releases.get(rollout.release())), granter, List.of(account));
  }

  private Listing known(Rollout rollout, Planner planner, Granter granter, Instant until) {
    Listing listing = rollout.listing();
    if (rollout.scope() instanceof Scope.Accounts(Set<AccountId> ids)) {
      if (ids.size() > ASKED_ONE_BY_ONE) {
        return listing.afterKnown();
      }
      ids.forEach(id -> named(rollout, planner, granter, id));
      return listing.done();
    }
    Optional<KnownAccounts.Found> found = known.of(rollout, planner);
    if (found.isEmpty()) {
      return listing;
    }
    Listing further = planKnown(rollout, granter, found.get(), until);
    boolean all = rollout.scope() instanceof Scope.Everyone;
    return further.known() && !all ? further.done() : further;
  }

  /**
   * Writes down part by part what is known, so that an invocation ends in time at any size, and one
   * that dies has brought the next one nearer to the end.
   */
  private Listing planKnown(
      Rollout rollout, Granter granter, KnownAccounts.Found found, Instant until) {
    Listing listing = rollout.listing();
    for (List<AccountId> part : found.parts(listing)) {
      if (listing.begun() && !clock.instant().isBefore(until)) {
        return listing;
      }
      List<Row> rows =
          part.stream()
              .flatMap(id -> found.planning().apply(id).stream())
              .map(one -> new Row(one, Optional.empty(), false))
              .toList();
      if (!couldBeWritten(() -> write(rollout, granter, rows))) {
        return listing;
      }
      listing = listing.afterKnown(part.getLast());
    }
    return listing.afterKnown();
  }

  private void named(Rollout rollout, Planner planner, Granter granter, AccountId id) {
    Optional<Account> account = organization.account(id);
    if (account.isPresent()) {
      plan(rollout, planner, granter, List.of(account.get()));
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
      Rollout rollout, Planner planner, Granter granter, Listing listing) {
    Page<Account> page;
    try {
      page = organization.accounts(listing.next());
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
    List<Account> accounts =
        page.items().stream().filter(account -> inScope(rollout.scope(), account.id())).toList();
    // A page that is not written down whole is read again.
    boolean written =
        couldBeWritten(
            () -> {
              plan(rollout, planner, granter, accounts);
              if (last && rollout.scope() instanceof Scope.Accounts(Set<AccountId> ids)) {
                strangers(rollout, planner, granter, ids);
              }
            });
    return written ? Optional.of(listing.afterPage(page.next())) : Optional.empty();
  }

  /** Somebody named them, and the organization did not. */
  private void strangers(Rollout rollout, Planner planner, Granter granter, Set<AccountId> named) {
    Set<AccountId> left = new TreeSet<>(named);
    ledger.items().each(rollout.id(), entry -> left.remove(entry.account()));
    left.forEach(id -> stranger(rollout, planner, granter, id));
  }

  private static boolean inScope(Scope scope, AccountId id) {
    return !(scope instanceof Scope.Accounts(Set<AccountId> ids)) || ids.contains(id);
  }

  private void plan(Rollout rollout, Planner planner, Granter granter, List<Account> accounts) {
    List<Row> rows = new ArrayList<>();
    for (Account account : accounts) {
      boolean usable = account.state().usable();
      planner
          .plan(account, Traits.NONE)
          .forEach(one -> rows.add(new Row(one, account.joinedAt(), usable)));
      if (!usable) {
        ledger.inventory().forget(account.id());
      }
    }
    write(rollout, granter, rows);
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
   * What is written down.
   *
   * @param planned one stack in one account
   * @param joined when the account joined
   * @param listed whether the organization named it as usable
   */
  private record Row(Planner.Planned planned, Optional<Instant> joined, boolean listed) {}
}
