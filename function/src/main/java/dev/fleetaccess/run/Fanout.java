package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.Page;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.release.Needs;
import dev.fleetaccess.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes down what a rollout is to do: first for the accounts that everybody waits for, then for
 * the others that the ledger knows, then page by page for those that the organization lists. Doing
 * it twice changes nothing.
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
  private final AccountPlans plans;

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
    this.census = new Census(organization);
    this.plans =
        new AccountPlans(
            organization,
            census,
            ledger,
            parallel,
            new Orphans(releases),
            new PlannedRows(ledger.items(), parallel, clock));
  }

  /**
   * How far planning came.
   *
   * @param ahead whether it stopped because it keeps to the rates: more may be asked in a moment
   */
  record Progress(Listing listing, boolean ahead) {
    Progress {
      Objects.requireNonNull(listing);
    }
  }

  /** Plans the accounts that everybody waits for, so that they can begin, or who is named. */
  Listing begin(Rollout rollout, Granter granter) {
    PlanningWork work = work(rollout, granter, 1);
    Listing listing = rollout.listing();
    if (rollout.scope() instanceof Scope.Accounts(Set<AccountId> ids)) {
      return named(work, ids);
    }
    return known
        .awaited(rollout, work.planner(), lookup(work))
        .filter(found -> planned(work, found, found.ids()))
        .map(found -> listing.afterAwaited())
        .orElse(listing);
  }

  /** Plans on until everything is planned or so much time has passed. */
  Progress advance(Rollout rollout, Granter granter, Duration time) {
    PlanningWork work = work(rollout, granter, 1 + listingBeside(rollout));
    Instant until = clock.instant().plus(time);
    Progress known =
        rollout.listing().known() ? new Progress(rollout.listing(), false) : known(work, time);
    return known.listing.known() ? pages(work, known.listing, until) : known;
  }

  /** While a page is written down the next one is asked for already. */
  private Progress pages(PlanningWork work, Listing from, Instant until) {
    Listing listing = from;
    Optional<Asked> asked = Optional.empty();
    while (!listing.complete() && (asked.isPresent() || clock.instant().isBefore(until))) {
      if (asked.isEmpty() && !work.pace().page(listing)) {
        return new Progress(listing, true);
      }
      Optional<Asked> page = asked.isPresent() ? asked : ask(work, listing, until);
      if (page.isEmpty()) {
        return new Progress(listing, false);
      }
      var turn = new Turn(work, page.get(), until);
      parallel.each(List.<Runnable>of(turn::write, turn::askOn), Runnable::run);
      if (!turn.written) {
        // A page that is not written down whole is read again.
        return new Progress(listing, false);
      }
      listing = turn.after;
      asked = turn.next;
    }
    return new Progress(listing, false);
  }

  /** One page; empty when the service wants us to come back later. */
  private Optional<Asked> ask(PlanningWork work, Listing listing, Instant until) {
    try {
      Page<Census.Told> page =
          census.page(
              work.needs(),
              listing.next(),
              id -> work.inScope(id),
              told ->
                  clock.instant().isBefore(until) && work.pace().tags(listing.lookups() + told));
      return Optional.of(new Asked(listing, page));
    } catch (RemoteFailure e) {
      if (e.failure().kind() == Failure.Kind.INVALID && listing.next().isPresent()) {
        return ask(work, listing.again(), until);
      }
      if (e.failure().kind().retryable()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Plans one more account in a rollout that is listed already. */
  void add(Rollout rollout, Granter granter, Account account) {
    plans.plan(work(rollout, granter, 1), account);
  }

  /** Whatever release an account is granted, what that has to know of it is looked up. */
  private PlanningWork work(Rollout rollout, Granter granter, int sharers) {
    Release release = releases.get(rollout.release());
    Needs needs = granter.needs().and(release.manifest().needs());
    return new PlanningWork(
        rollout,
        release,
        new Planner(release),
        granter,
        needs,
        new ListingPace(rates, needs, rollout, sharers, clock));
  }

  /** How many others list the organization meanwhile. */
  private int listingBeside(Rollout rollout) {
    return (int)
        ledger.rollouts().overview().open().stream()
            .filter(open -> open.kind() != Rollout.Kind.JOIN && !open.id().equals(rollout.id()))
            .flatMap(open -> ledger.rollouts().find(open.id()).stream())
            .filter(other -> other.scope() instanceof Scope.Everyone && PlanningTurn.isOpen(other))
            .count();
  }

  private Optional<Function<AccountId, Traits>> lookup(PlanningWork work) {
    return work.needs().any()
        ? Optional.of(id -> census.traits(id, work.needs()))
        : Optional.empty();
  }

  private Listing named(PlanningWork work, Set<AccountId> ids) {
    if (ids.size() > ASKED_ONE_BY_ONE) {
      return work.rollout().listing().afterKnown();
    }
    plans.unplanned(work, ids).forEach(id -> named(work, id));
    return work.rollout().listing().done();
  }

  private Progress known(PlanningWork work, Duration time) {
    Listing listing = work.rollout().listing();
    Optional<KnownAccounts.Found> found = known.of(work.rollout(), work.planner(), lookup(work));
    if (found.isEmpty()) {
      return new Progress(listing, false);
    }
    // Finding them took its time, and every invocation has to come further.
    Progress further = planKnown(work, found.get(), clock.instant().plus(time));
    return further.listing.known() && !work.whole()
        ? new Progress(further.listing.done(), false)
        : further;
  }

  /**
   * Writes down part by part what is known, so that an invocation ends in time at any size. Whether
   * a stack that is not wanted stands in an account is asked when the account is listed.
   */
  private Progress planKnown(PlanningWork work, KnownAccounts.Found found, Instant until) {
    Listing listing = work.rollout().listing();
    for (List<AccountId> part : found.parts(listing)) {
      if (!clock.instant().isBefore(until)) {
        return new Progress(listing, false);
      }
      if (!work.pace().account(listing)) {
        return new Progress(listing, true);
      }
      if (!planned(work, found, part)) {
        return new Progress(listing, false);
      }
      listing = listing.afterKnown(part.getLast(), work.lookups(part.size()));
    }
    return new Progress(listing.afterKnown(), false);
  }

  /** False when they could not be written down whole. */
  private boolean planned(PlanningWork work, KnownAccounts.Found found, List<AccountId> part) {
    return PlannedRows.couldBeWritten(
        () ->
            plans.write(
                work,
                part.stream()
                    .flatMap(id -> found.planning().apply(id).stream())
                    .filter(one -> !work.whole() || one.skip().isEmpty())
                    .map(PlannedRows.Row::unlisted)
                    .toList()));
  }

  private void named(PlanningWork work, AccountId id) {
    Optional<Account> account = organization.account(id);
    if (account.isPresent()) {
      plans.plan(work, account.get());
    } else {
      plans.stranger(work, id);
    }
  }

  /**
   * A page as it was told.
   *
   * @param from where the listing stood
   */
  private record Asked(Listing from, Page<Census.Told> page) {
    Listing after(Needs needs) {
      long tags =
          needs.tags()
              ? page.items().stream().filter(told -> told.account().state().usable()).count()
              : 0;
      return from.afterPage(page.next(), (int) tags);
    }
  }

  /** A page is written down, and the next one asked for, side by side. */
  private final class Turn {
    private final PlanningWork work;
    private final Asked asked;
    private final Instant until;
    private final Listing after;
    private boolean written;
    private Optional<Asked> next = Optional.empty();

    Turn(PlanningWork work, Asked asked, Instant until) {
      this.work = work;
      this.asked = asked;
      this.until = until;
      this.after = asked.after(work.needs());
    }

    void write() {
      written = PlannedRows.couldBeWritten(() -> plans.write(work, asked.page));
    }

    void askOn() {
      boolean more =
          !after.complete() && clock.instant().isBefore(until) && work.pace().page(after);
      next = more ? ask(work, after, until) : Optional.empty();
    }
  }
}
