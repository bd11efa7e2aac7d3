package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.report.Reply;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Where work on accounts comes in: joins, leaves, re-runs and sweeps. */
final class AccountDoor {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String NOTHING_YET =
      "nothing has been released yet; the first push reaches every account";

  private static final Asker EVENT = Asker.of("event");

  /** Others may move the pointers just then; the next heartbeat tries again. */
  private static final int TRIES = 3;

  private final Organization organization;
  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final Opening opening;
  private final Latecomers late;
  private final Departures departures;
  private final InstantSource clock;
  private final RandomGenerator random;

  AccountDoor(
      Organization organization,
      Ledger ledger,
      ReleaseShelf releases,
      Opening opening,
      Latecomers late,
      Departures departures,
      InstantSource clock,
      RandomGenerator random) {
    this.organization = Objects.requireNonNull(organization);
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.opening = Objects.requireNonNull(opening);
    this.late = Objects.requireNonNull(late);
    this.departures = Objects.requireNonNull(departures);
    this.clock = Objects.requireNonNull(clock);
    this.random = Objects.requireNonNull(random);
  }

  /** Two events tell of one account; the moment it joined makes them one rollout. */
  Reply joined(AccountId id) {
    Optional<Account> account = organization.account(id);
    if (account.isEmpty()) {
      return Reply.ignored("account " + id + " is not in the organization");
    }
    if (!account.get().state().usable()) {
      return Reply.ignored("account " + id + " cannot be used: " + account.get().state().words());
    }
    Optional<CommitId> base = base(ledger.rollouts().overview().pointers());
    if (base.isEmpty()) {
      return Reply.nothing(NOTHING_YET);
    }
    Instant when = account.get().joinedAt().orElseGet(clock::instant);
    String rollout = "join-" + id + "-" + STAMP.format(when);
    var request = Opening.Request.of(Rollout.Kind.JOIN, base.get(), Scope.of(id), false, EVENT);
    Optional<Reply> opened =
        opening.open(request, rollout, "account " + id + " joined and gets its stacks");
    late.bring(account.get());
    return opened.orElseGet(
        () -> Reply.nothing("account " + id + " is being looked after: " + rollout));
  }

  /** What an account is to have is asked anew, where that depends on its unit. */
  Reply moved(AccountId id) {
    Pointers pointers = ledger.rollouts().overview().pointers();
    boolean counts =
        Stream.of(pointers.current(), pointers.candidate())
            .flatMap(Optional::stream)
            .flatMap(pointer -> releases.find(pointer.release()).stream())
            .anyMatch(release -> release.manifest().needs().units());
    if (!counts) {
      return Reply.ignored("account " + id + " moved; no stack depends on where it stands");
    }
    // A second telling of one move finds the account as it should be.
    String rollout = "move-" + id + "-" + STAMP.format(clock.instant());
    var request =
        Opening.Request.of(
            Rollout.Kind.JOIN, base(pointers).orElseThrow(), Scope.of(id), false, EVENT);
    Optional<Reply> opened =
        opening.open(request, rollout, "account " + id + " moved and is looked at");
    organization.account(id).ifPresent(late::moved);
    return opened.orElseGet(
        () -> Reply.nothing("account " + id + " is being looked after: " + rollout));
  }

  Reply left(AccountId id) {
    departures.of(id);
    return Reply.nothing("account " + id + " left and is no longer looked after");
  }

  Reply rerun(Rollout.Kind kind, Scope scope, boolean dryRun, Asker asker) {
    Optional<CommitId> base = base(ledger.rollouts().overview().pointers());
    if (base.isEmpty()) {
      return Reply.nothing(NOTHING_YET);
    }
    // The same question as the plan of the rollout asks, so that none of them is passed over.
    if (scope instanceof Scope.Failed && KnownAccounts.nothingFails(ledger)) {
      return Reply.nothing("no account fails, so there is nothing to look at again");
    }
    String id = stamped("rerun");
    var request = Opening.Request.of(kind, base.get(), scope, dryRun, asker);
    return opening
        .open(request, id, words(scope, dryRun))
        .orElseGet(() -> Reply.nothing(id + " is there already"));
  }

  /**
   * Looks at every account.
   *
   * @param kind a sweep, or a comparison: that is kept back by another comparison alone, since
   *     everything else looks less closely
   */
  Reply sweep(Rollout.Kind kind, boolean dryRun, Asker asker) {
    Rollouts.Overview overview = ledger.rollouts().overview();
    Optional<CommitId> base = base(overview.pointers());
    if (base.isEmpty()) {
      return Reply.nothing(NOTHING_YET);
    }
    Optional<Rollouts.Open> under =
        overview.open().stream().filter(open -> keepsBack(open, kind)).findFirst();
    if (under.isPresent() && !dryRun) {
      return Reply.nothing(under.get().id() + " is under way and looks at every account");
    }
    String id = dryRun ? stamped("sweep") : next(overview.pointers());
    var request = Opening.Request.of(kind, base.get(), new Scope.Everyone(), dryRun, asker);
    Optional<Reply> opened = opening.open(request, id, words(new Scope.Everyone(), dryRun));
    if (!dryRun) {
      ledger.rollouts().find(id).ifPresent(this::swept);
    }
    return opened.orElseGet(() -> Reply.nothing(id + " has just begun"));
  }

  /**
   * Until the pointers move a sweep has one id, whoever opens it and however often. So it can be
   * opened first, and written down as begun then: the other order loses it when we die between.
   */
  private static String next(Pointers pointers) {
    return "sweep-" + (pointers.version() + 1);
  }

  private void swept(Rollout sweep) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Pointers pointers = ledger.rollouts().overview().pointers();
      boolean newer = pointers.sweptAt().filter(last -> last.isAfter(sweep.started())).isPresent();
      if (newer || ledger.rollouts().move(pointers.swept(sweep.started()))) {
        return;
      }
    }
  }

  /** One that nobody could take further for hours keeps nobody else from looking. */
  private boolean keepsBack(Rollouts.Open open, Rollout.Kind wanted) {
    boolean dead = open.due().plus(Deadlines.DEAD).isBefore(clock.instant());
    boolean closely = wanted == Rollout.Kind.DRIFT;
    return !dead
        && switch (open.kind()) {
          case SWEEP -> !closely && is(open, AccountDoor::writes);
          case RELEASE -> !closely && is(open, this::moves);
          case DRIFT -> is(open, AccountDoor::comparesEverybody);
          case JOIN, RERUN, ROLLBACK -> false;
        };
  }

  /** A dry run mends nothing, so whoever asks for the real one does not have it meanwhile. */
  private static boolean writes(Rollout rollout) {
    return !rollout.dryRun();
  }

  private boolean is(Rollouts.Open open, Predicate<Rollout> so) {
    return ledger.rollouts().find(open.id()).filter(so).isPresent();
  }

  private static boolean comparesEverybody(Rollout rollout) {
    return rollout.scope() instanceof Scope.Everyone && writes(rollout);
  }

  /** What waits for a person, or rests between waves, may do so for days. */
  private boolean moves(Rollout rollout) {
    return rollout.state() != Rollout.State.WAITING
        && rollout.bakes().filter(clock.instant()::isBefore).isEmpty();
  }

  private static Optional<CommitId> base(Pointers pointers) {
    return pointers.current().or(pointers::candidate).map(Pointers.Pointer::release);
  }

  private String stamped(String kind) {
    return "%s-%s-%04x".formatted(kind, STAMP.format(clock.instant()), random.nextInt(0x10000));
  }

  private static String words(Scope scope, boolean dryRun) {
    String who =
        switch (scope) {
          case Scope.Everyone() -> "every account";
          case Scope.Failed() -> "every account that failed";
          case Scope.Accounts(var ids) ->
              ids.size() == 1 ? "one account" : ids.size() + " accounts";
          case Scope.Touched(var rollout) -> "what " + rollout + " touched";
        };
    return "a look at " + who + " has begun" + (dryRun ? ", and nothing is written" : "");
  }
}
