package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.AccountCoverage.StackCoverage;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says how one stack of one account stands. */
final class CoverageJudge {
  private final Pointers pointers;
  private final Coverage.Wanted wanted;
  private final Map<String, Rollout> rollouts;
  private final Map<Key, Entry> latest = new HashMap<>();
  private final Map<CommitId, Optional<Itinerary>> itineraries = new HashMap<>();

  private record Key(AccountId account, String stack) {}

  CoverageJudge(
      Pointers pointers, Coverage.Wanted wanted, Collection<Rollout> given, List<Entry> items) {
    this.pointers = pointers;
    this.wanted = wanted;
    this.rollouts =
        given.stream()
            .collect(Collectors.toMap(Rollout::id, Function.identity(), (one, same) -> one));
    for (Entry entry : items) {
      if (counts(entry)) {
        latest.merge(new Key(entry.account(), entry.stack()), entry, this::later);
      }
    }
  }

  /** A look that changes nothing says nothing of what an account has. */
  boolean counts(Entry entry) {
    return Optional.ofNullable(rollouts.get(entry.rollout())).filter(Rollout::dryRun).isEmpty();
  }

  /**
   * What may happen now counts more than what waits for its wave, and that more than what happened.
   */
  private Entry later(Entry one, Entry other) {
    return Stream.of(one, other)
        .max(
            Comparator.comparing((Entry entry) -> !entry.state().ended() && turn(entry).isEmpty())
                .thenComparing(entry -> !entry.state().ended())
                .thenComparing(Entry::changed))
        .get();
  }

  StackCoverage stack(AccountId account, String stack, Optional<Holding> holding) {
    Optional<Entry> item = Optional.ofNullable(latest.get(new Key(account, stack)));
    return new StackCoverage(stack, standing(holding, item), holding, item);
  }

  AccountCoverage account(AccountId account, List<StackCoverage> stacks) {
    Traits traits =
        stacks.stream()
            .flatMap(
                stack ->
                    Stream.concat(
                        stack.item().map(Entry::traits).stream(),
                        stack.holding().map(Holding::traits).stream()))
            .filter(found -> !found.equals(Traits.NONE))
            .findFirst()
            .orElse(Traits.NONE);
    return new AccountCoverage(account, traits, stacks, untilCovered(stacks));
  }

  private Standing standing(Optional<Holding> holding, Optional<Entry> item) {
    Optional<Entry> open = item.filter(entry -> !entry.state().ended());
    if (open.isPresent() && holding.filter(has -> right(has, open.get())).isEmpty()) {
      return turn(open.get())
          .map(turn -> waiting(turn, holding))
          .orElseGet(() -> underWay(open.get()));
    }
    // What became of an item after the account was last seen is not in the inventory.
    Optional<Standing> unreached =
        item.filter(entry -> holding.filter(has -> !has.seen().isBefore(entry.changed())).isEmpty())
            .flatMap(Standing::unreached);
    boolean had = holding.flatMap(Holding::release).isPresent();
    // Whatever is not wanted there is passed over, and stands there all the same.
    if (had && !wanted.declares(holding.get())) {
      return item.filter(Entry::removal)
          .filter(CoverageJudge::failed)
          .flatMap(Standing::unreached)
          .orElseGet(() -> orphaned(holding.get()));
    }
    if (unreached.isPresent() && !(had && unreached.get() instanceof Standing.NeverReached)) {
      return unreached.get();
    }
    return holding
        .map(this::standing)
        .or(() -> item.filter(Entry::removal).map(gone -> new Standing.LeftOut(gone.note())))
        .orElseGet(() -> new Standing.NeverReached("it was not looked at yet"));
  }

  private static Standing underWay(Entry open) {
    return new Standing.UnderWay(open.attempt().visit() > 0 || open.attempt().begun(), open.note());
  }

  private Optional<Turn> turn(Entry entry) {
    return Optional.ofNullable(rollouts.get(entry.rollout()))
        .flatMap(rollout -> Turn.of(entry, rollout, legs(rollout)));
  }

  private Optional<Itinerary> legs(Rollout rollout) {
    return itineraries.computeIfAbsent(rollout.release(), wanted::itinerary);
  }

  /** Whatever else is the matter with an account does not become better by its waiting. */
  private Standing waiting(Turn turn, Optional<Holding> holding) {
    Optional<Standing> own = holding.map(this::standing);
    return switch (own.map(Standing::state).orElse(Standing.State.NEVER_REACHED)) {
      case PROVEN, COVERED -> turn.standing(true);
      case NEVER_REACHED -> turn.standing(false);
      case FAILING, UNDER_WAY, NOT_YET_REACHED, BEHIND, NOT_PROVEN, ORPHANED, WAITING, LEFT_OUT ->
          own.get();
    };
  }

  private static boolean failed(Entry entry) {
    return entry.state() == Entry.State.FAILED || entry.state() == Entry.State.REFUSED;
  }

  /** Whether the item has nothing to change there, as far as is known. */
  private static boolean right(Holding has, Entry open) {
    return !open.removal()
        && has.failure().isEmpty()
        && has.applied().isPresent()
        && has.release().equals(Optional.of(open.release()));
  }

  /** How a stack stands by itself, whatever a rollout has to say of it. */
  Standing standing(Holding has) {
    if (has.release().isPresent() && !wanted.declares(has)) {
      return orphaned(has);
    }
    if (has.failure().isPresent()) {
      return Standing.failing(has.failure().get());
    }
    if (has.release().isEmpty()) {
      return new Standing.NeverReached("it was looked at, and nothing came of it");
    }
    if (has.applied().isEmpty()) {
      return new Standing.NeverReached("its stack was begun, and no visit found it right");
    }
    if (!isCurrent(has)) {
      return new Standing.Behind(has.release().get());
    }
    if (has.broken().isPresent()) {
      return new Standing.NotProven(has.broken().get());
    }
    return has.proven().<Standing>map(Standing.Proven::new).orElseGet(Standing.Covered::new);
  }

  private static Standing orphaned(Holding has) {
    return new Standing.Orphaned(has.applied().isEmpty());
  }

  private boolean isCurrent(Holding has) {
    return Stream.of(pointers.current(), pointers.candidate())
        .flatMap(Optional::stream)
        .anyMatch(pointer -> has.release().equals(Optional.of(pointer.release())));
  }

  /** Told by the rollout of its joining alone: any other came when it may have long been there. */
  private Optional<Duration> untilCovered(List<StackCoverage> stacks) {
    return stacks.stream()
        .flatMap(stack -> stack.item().stream())
        .filter(entry -> entry.state() == Entry.State.CONVERGED)
        .filter(
            entry ->
                Optional.ofNullable(rollouts.get(entry.rollout()))
                    .filter(rollout -> rollout.kind() == Rollout.Kind.JOIN)
                    .isPresent())
        .flatMap(
            entry ->
                entry.joined().map(joined -> Duration.between(joined, entry.changed())).stream())
        .max(Comparator.naturalOrder());
  }
}
