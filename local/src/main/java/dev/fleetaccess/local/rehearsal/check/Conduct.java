package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.org.AccountState;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How releases are brought, held against the simulated stacks and what people asked for: in waves,
 * with brakes, back again, and deleting only what is to go. Told of each write that CloudFormation
 * took up; of the ledger it reads which rollout brings which release, where the pointers stand, and
 * whether somebody is told of an account that is not right.
 */
public final class Conduct {
  private final SimulatedOrganization world;
  private final StoredRollouts rollouts;
  private final Function<CommitId, Release> releases;
  private final Supplier<Duration> now;
  private final Asked asked = new Asked();
  private final Whereabouts whereabouts;
  private final Obedience obedience;
  private final WaveOrder order;
  private final Brakes brakes;
  private final Restored restored;
  private final Deletions deletions;
  private final Map<String, Voyage> voyages = new LinkedHashMap<>();
  private int mostAccounts;

  Conduct(
      SimulatedOrganization world,
      Truth truth,
      StoredRollouts rollouts,
      StoredItems items,
      Function<CommitId, Release> releases,
      Supplier<Duration> now,
      Predicate<String> byHand,
      BiConsumer<String, String> breach) {
    this.world = Objects.requireNonNull(world);
    this.rollouts = Objects.requireNonNull(rollouts);
    this.releases = Objects.requireNonNull(releases);
    this.now = Objects.requireNonNull(now);
    this.whereabouts = new Whereabouts(world, now);
    var fleet = new Fleet(world, truth, whereabouts, items, byHand);
    this.obedience = new Obedience(asked, breach);
    this.order = new WaveOrder(fleet, asked, breach);
    this.brakes = new Brakes(fleet, asked, breach);
    this.restored = new Restored(fleet, truth, whereabouts, releases, breach);
    this.deletions =
        new Deletions(
            whereabouts,
            asked,
            releases,
            () -> voyages.values().stream().map(voyage -> voyage.release.commit()).toList(),
            this::mostAccounts,
            breach);
  }

  /** As many accounts as there ever were at once: one that leaves lowers no limit on the way. */
  private int mostAccounts() {
    mostAccounts = Math.max(mostAccounts, world.organization().accounts().size());
    return mostAccounts;
  }

  /** What people asked for. */
  public Asked asked() {
    return asked;
  }

  /** Where accounts stand. */
  public Whereabouts whereabouts() {
    return whereabouts;
  }

  /** In how many accounts that rollout began a stack by itself. */
  public int begun(String rollout) {
    return Optional.ofNullable(voyages.get(rollout)).map(each -> each.touched.size()).orElse(0);
  }

  /** A rollout took a step. */
  public void stepped(Rollout rollout) {
    obedience.stepped(rollout);
    if (rollout.kind() == Rollout.Kind.RELEASE) {
      Voyage voyage = voyages.computeIfAbsent(rollout.id(), absent -> voyage(rollout));
      if (!rollout.open() && rollout.state() == Rollout.State.FINISHED) {
        world.locked(() -> done(() -> brakes.finished(voyage)));
      }
    }
    boolean back = rollout.kind() == Rollout.Kind.ROLLBACK && !rollout.open();
    if (back && rollout.state() == Rollout.State.FINISHED) {
      undone(rollout)
          .ifPresent(
              voyage ->
                  world.locked(
                      () ->
                          done(
                              () -> {
                                restored.finished(
                                    voyage, undone(voyage, own -> own.touched), rollout);
                                voyage.back = true;
                              })));
    }
  }

  private static String done(Runnable check) {
    check.run();
    return "";
  }

  private Optional<Voyage> undone(Rollout rollback) {
    return rollback.scope() instanceof Scope.Touched(String undone)
        ? Optional.ofNullable(voyages.get(undone))
        : Optional.empty();
  }

  /** Accounts of that voyage, and of those before it that never finished nor were taken back. */
  private Set<String> undone(Voyage undone, Function<Voyage, Set<String>> accounts) {
    return voyages.values().stream()
        .filter(voyage -> voyage.before.equals(undone.before))
        .filter(voyage -> voyage == undone || isOvertaken(voyage, undone))
        .flatMap(voyage -> accounts.apply(voyage).stream())
        .collect(Collectors.toSet());
  }

  /** Whatever its own row says: it may say so only at its next step. */
  private boolean isOvertaken(Voyage voyage, Voyage undone) {
    Pointers pointers = rollouts.pointers();
    return voyage.began.compareTo(undone.began) <= 0
        && !voyage.back
        && !pointers.isCandidate(voyage.rollout)
        && !pointers.isCurrent(voyage.rollout)
        && rollouts
            .find(voyage.rollout)
            .filter(rollout -> rollout.state() != Rollout.State.FINISHED)
            .isPresent();
  }

  private Voyage voyage(Rollout rollout) {
    Map<String, Traits> members = new HashMap<>();
    world.locked(
        () -> {
          mostAccounts();
          world.organization().accounts().stream()
              .filter(account -> account.state() == AccountState.ACTIVE)
              .filter(account -> !account.id().equals(world.settings().organization().management()))
              .forEach(account -> members.put(account.id(), whereabouts.of(account.id())));
          return "";
        });
    return new Voyage(
        rollout.id(), releases.apply(rollout.release()), now.get(), asked.wanted(), members);
  }

  /**
   * A write to a stack was taken up; inside the model's lock.
   *
   * @param rollout the one that writes
   * @param takesAway whether it deletes the stack, or lets it be deleted
   * @param before the stack as it stood before the write
   */
  void wrote(
      Rollout rollout,
      String account,
      RoleStack desired,
      boolean takesAway,
      Optional<Stack> before,
      boolean lived) {
    if (takesAway) {
      before
          .filter(stack -> lived)
          .ifPresent(stack -> deletions.deletes(rollout.id(), rollout.release(), account, stack));
      return;
    }
    if (rollout.kind() == Rollout.Kind.ROLLBACK) {
      undone(rollout)
          .ifPresent(
              voyage ->
                  restored.wrote(
                      voyage,
                      undone(voyage, Voyage::reached),
                      rollout.id(),
                      account,
                      desired.name()));
      return;
    }
    Optional<Voyage> brought = brought(rollout, account, desired);
    if (brought.isEmpty() || !brought.get().spreads(desired.name())) {
      return;
    }
    Voyage voyage = brought.get();
    order.wrote(voyage, account, now.get());
    if (voyage.rollout.equals(rollout.id())) {
      voyage.touched.add(account);
      // Who moved since is in another wave by now than the one that was reckoned here.
      Optional.ofNullable(voyage.waves.get(account))
          .filter(wave -> !whereabouts.movedSince(account, voyage.began))
          .ifPresent(wave -> voyage.lastWrite.put(wave, now.get()));
      brakes.wrote(voyage, account, desired.name());
    } else {
      voyage.brought.add(account);
    }
  }

  /** The release that the write brings ahead of the others: by its own rollout, or another's. */
  private Optional<Voyage> brought(Rollout rollout, String account, RoleStack desired) {
    if (rollout.kind() == Rollout.Kind.RELEASE) {
      return Optional.ofNullable(voyages.get(rollout.id()));
    }
    Pointers pointers = rollouts.pointers();
    boolean known =
        pointers.current().filter(to -> declares(to.release(), account, desired)).isPresent();
    return known
        ? Optional.empty()
        : pointers
            .candidate()
            .filter(to -> declares(to.release(), account, desired))
            .flatMap(to -> Optional.ofNullable(voyages.get(to.rollout())));
  }

  /** Whether a stack is to go from an account once that release is brought. */
  boolean goes(CommitId commit, String account, Stack stack) {
    return deletions.asked(commit, account, stack);
  }

  /** Whether the release has just that stack in the account, wherever it stands or ever stood. */
  boolean declares(CommitId commit, String account, RoleStack desired) {
    Release release = releases.apply(commit);
    return release.manifest().stack(desired.name()).isPresent()
        && whereabouts.ever(account).stream()
            .map(traits -> release.stack(desired.name(), new AccountId(account), traits))
            .anyMatch(stack -> stack.digest().equals(desired.digest()));
  }
}
