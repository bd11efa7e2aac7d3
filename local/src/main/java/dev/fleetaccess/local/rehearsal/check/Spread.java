package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How far a release may spread: no account gets one that its pointer did not grant, none is begun
 * after a halt, and after one failure more than tolerated at most {@code atOnce} more are begun.
 * Looked at when a stack is first written for a rollout; what was begun is brought to its end.
 */
public final class Spread {
  /**
   * Workers see a halt at most 5 seconds late, by a clock that may just have been set back by 30,
   * and a visit of unlucky calls takes some seconds more.
   */
  static final Duration LATE = Duration.ofSeconds(60);

  private static final String SESSION = "FleetAccess-";

  private final StoredRollouts rollouts;
  private final StoredItems items;
  private final Function<CommitId, Release> releases;
  private final Supplier<Duration> now;
  private final Declared declared;
  private final BiConsumer<String, String> breach;
  private final Map<String, Duration> stopped = new HashMap<>();
  private final Map<CommitId, Duration> lost = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private final Set<String> brought = new HashSet<>();
  private final Map<String, Set<String>> afterTolerance = new HashMap<>();
  private Pointers pointers = Pointers.NONE;

  /**
   * Reads how rollouts stand.
   *
   * @param now how much time has passed
   * @param declared whether a release has just that stack in an account
   * @param breach told of an account and of what was broken there
   */
  public Spread(
      StoredRollouts rollouts,
      StoredItems items,
      Function<CommitId, Release> releases,
      Supplier<Duration> now,
      Declared declared,
      BiConsumer<String, String> breach) {
    this.rollouts = Objects.requireNonNull(rollouts);
    this.items = Objects.requireNonNull(items);
    this.releases = Objects.requireNonNull(releases);
    this.now = Objects.requireNonNull(now);
    this.declared = Objects.requireNonNull(declared);
    this.breach = Objects.requireNonNull(breach);
  }

  /** A rollout took a step. */
  public void stepped(Rollout rollout) {
    if (rollout.state() == Rollout.State.HALTED || rollout.state() == Rollout.State.SUPERSEDED) {
      stopped.putIfAbsent(rollout.id(), now.get());
    } else if (stopped.remove(rollout.id()) != null) {
      // Who has it go on has its failures counted anew.
      afterTolerance.remove(rollout.id());
    }
  }

  /** The pointers moved. */
  public void moved(Pointers next) {
    granted(pointers).forEach(commit -> lost.put(commit, now.get()));
    pointers = next;
    granted(next).forEach(lost::remove);
  }

  private static Set<CommitId> granted(Pointers pointers) {
    Set<CommitId> commits = new HashSet<>();
    pointers.current().ifPresent(pointer -> commits.add(pointer.release()));
    pointers.candidate().ifPresent(pointer -> commits.add(pointer.release()));
    return commits;
  }

  /** An item was recorded: whether its rollout has failed beyond its tolerance is looked at. */
  void recorded(Entry entry) {
    boolean counts =
        entry.state() == Entry.State.FAILED
            || entry.state() == Entry.State.REFUSED
            || entry.state() == Entry.State.SKIPPED;
    Optional<Rollout> rollout = counts ? rollouts.find(entry.rollout()) : Optional.empty();
    if (rollout.filter(each -> each.kind() == Rollout.Kind.RELEASE).isEmpty()) {
      return;
    }
    Figures figures = figures(rollout.get(), entry.stage());
    if (figures.failed <= figures.tolerated) {
      afterTolerance.remove(entry.rollout());
    } else if (rollout.get().listing().complete()) {
      afterTolerance.putIfAbsent(entry.rollout(), new HashSet<>());
    }
  }

  /** The rollout that a session of ours is for, by its name. */
  static Optional<Rollout> writing(StoredRollouts rollouts, String session) {
    return session.startsWith(SESSION)
        ? rollouts.find(session.substring(SESSION.length()))
        : Optional.empty();
  }

  /**
   * A write to a stack was taken up.
   *
   * @param rollout the one that writes
   * @param removes whether it takes away what stands there, which is granted by nobody's pointer
   */
  void wrote(String account, RoleStack desired, Rollout rollout, boolean removes) {
    begins(account, desired.name(), rollout);
    if (brought.add(rollout.id() + " " + account + " " + desired.name())
        && !removes
        && commits(account, desired).stream()
            .noneMatch(commit -> grants(commit, account, desired, rollout))) {
      breach.accept(
          account, rollout.id() + " brings a release that nobody granted: " + desired.name());
    }
  }

  /** A rollout writes a stack, or a role of it: when it first does, it has to be allowed to. */
  void begins(String account, String stack, Rollout rollout) {
    String id = rollout.id();
    if (!begun.add(id + " " + account + " " + stack)) {
      return;
    }
    Duration since = stopped.get(id);
    if (since != null && late(since)) {
      breach.accept(account, id + " begins " + stack + " after it was " + rollout.state());
    }
    if (rollout.kind() == Rollout.Kind.RELEASE && afterTolerance.containsKey(id)) {
      bounded(account, rollout, stack);
    }
  }

  private void bounded(String account, Rollout rollout, String stack) {
    Set<String> after = afterTolerance.get(rollout.id());
    after.add(account);
    int most = figures(rollout, rollout.stage()).atOnce;
    if (after.size() > most) {
      breach.accept(
          account,
          "%s begins %s as number %d after it failed beyond its tolerance; %d may be unfinished"
              .formatted(rollout.id(), stack, after.size(), most));
    }
  }

  private boolean late(Duration since) {
    return now.get().minus(since).compareTo(LATE) > 0;
  }

  /** The pushed releases that would write just that. */
  private List<CommitId> commits(String account, RoleStack desired) {
    return rollouts.all().stream()
        .map(Rollout::release)
        .distinct()
        .filter(commit -> declared.by(commit, account, desired))
        .toList();
  }

  private boolean grants(CommitId commit, String account, RoleStack desired, Rollout writing) {
    if (points(pointers.current(), commit)) {
      return true;
    }
    if (!points(pointers.candidate(), commit)) {
      Duration since = lost.get(commit);
      return since != null && !late(since);
    }
    String bringing = pointers.candidate().get().rollout();
    if (writing.id().equals(bringing)) {
      return true;
    }
    boolean running =
        rollouts
            .find(bringing)
            .filter(rollout -> rollout.state() == Rollout.State.RUNNING)
            .isPresent();
    Duration since = stopped.get(bringing);
    return running
        || (since != null && !late(since))
        || begun.contains(bringing + " " + account + " " + desired.name())
        || found(bringing, account, desired.name());
  }

  /**
   * Whether it was found there, who ever wrote it: an account that moves is brought it by others.
   */
  private boolean found(String bringing, String account, String stack) {
    return items
        .find(bringing, new AccountId(account), stack)
        .filter(entry -> entry.state() == Entry.State.CONVERGED)
        .isPresent();
  }

  private static boolean points(Optional<Pointers.Pointer> pointer, CommitId commit) {
    return pointer.filter(to -> to.release().equals(commit)).isPresent();
  }

  private Figures figures(Rollout rollout, int stage) {
    Manifest manifest = releases.apply(rollout.release()).manifest();
    StoredItems.Tally tally = items.tally(rollout.id(), stage);
    boolean gate = Stage.of(manifest).get(stage).gate();
    return new Figures(
        tally.failed(),
        gate ? 0 : manifest.rollout().tolerance().of(tally.total()),
        Math.max(1, manifest.rollout().atOnce().of(tally.total())));
  }

  private record Figures(int failed, int tolerated, int atOnce) {}

  /** Whether a release has just that stack in an account. */
  @FunctionalInterface
  public interface Declared {
    /** Whether it has. */
    boolean by(CommitId commit, String account, RoleStack desired);
  }
}
