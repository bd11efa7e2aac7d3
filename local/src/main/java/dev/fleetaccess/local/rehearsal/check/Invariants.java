package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/** The promises: each is checked when it could be broken, or when everything has come to rest. */
public final class Invariants implements WriteWitness, RoleWitness {
  private static final int MOST_SHOWN = 20;

  /**
   * A repair that ends in taking a role over is eight: protection is lifted, a delete, a create, a
   * delete again, a change set, its execution, one that puts right, its execution. A crash may lose
   * the memory of some of them once: so many by one rollout in one step go in circles.
   */
  private static final int MOST_WRITES = 12;

  /** How long our sessions last. */
  private static final Duration SESSION = Duration.ofHours(1);

  /** Longer than any operation that somebody begins by hand. */
  private static final Duration HANDS_OFF = Duration.ofMinutes(10);

  private final SimulatedOrganization world;
  private final Truth truth;
  private final StoredRollouts rollouts;
  private final StoredItems items;
  private final Function<CommitId, Release> releases;
  private final Trace trace;
  private final Supplier<Duration> now;
  private final Occurrences occurrences;
  private final Spread spread;
  private final Conduct conduct;
  private final Map<String, Duration> touched = new HashMap<>();
  private final Set<String> everTouched = new HashSet<>();
  private final TheirRoles theirs;
  private final Causes causes;
  private final Findings findings;
  private final Claims claims;
  private final Map<String, Instant> left = new HashMap<>();
  private final Removals removals;
  private final Rest rest;
  private final Set<String> names = new TreeSet<>();
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, Integer> again = new HashMap<>();
  private long writes;
  private long broken;

  /**
   * Promises about that world.
   *
   * @param now how much time has passed
   */
  public Invariants(
      SimulatedOrganization world,
      Function<CommitId, Release> releases,
      StoredRollouts rollouts,
      StoredItems items,
      Inventory inventory,
      Trace trace,
      Occurrences occurrences,
      Supplier<Duration> now) {
    this.now = Objects.requireNonNull(now);
    this.occurrences = Objects.requireNonNull(occurrences);
    this.rollouts = Objects.requireNonNull(rollouts);
    this.items = Objects.requireNonNull(items);
    this.world = Objects.requireNonNull(world);
    this.truth = new Truth(world);
    this.theirs = new TheirRoles(inventory);
    this.causes = new Causes(world);
    this.findings = new Findings(world);
    this.conduct =
        new Conduct(
            world, truth, rollouts, items, releases, now, everTouched::contains, this::breach);
    this.removals = new Removals(rollouts, items, conduct::goes);
    this.spread = new Spread(rollouts, items, releases, now, conduct::declares, this::breach);
    this.rest = new Rest(world, truth, occurrences, this::breach);
    this.releases = Objects.requireNonNull(releases);
    this.claims =
        new Claims(world, truth, rollouts, releases, theirs, now, this::justTouched, this::breach);
    this.trace = Objects.requireNonNull(trace);
  }

  /** The name of a stack that releases may write. */
  public void expect(String name) {
    names.add(name);
  }

  /** How far releases spread. */
  public Spread spread() {
    return spread;
  }

  /** How releases are brought. */
  public Conduct conduct() {
    return conduct;
  }

  /** What stands outside our stacks from now on was not there before. */
  public void settled() {
    rest.remember();
  }

  /**
   * Somebody worked in the account by hand just now: for a while what stands there is theirs, and
   * its roles until they are compared again.
   */
  public void touched(String account) {
    touched.put(account, now.get());
    everTouched.add(account);
    theirs.touched(account, names, rollouts.all());
  }

  /** Somebody put a policy on a role by hand, inside the model's lock. */
  public void put(String account, String role, String policy) {
    findings.put(account, role, policy);
  }

  /** Somebody deletes a stack by hand, which we never may. */
  public void deletedByHand(String stackId) {
    removals.begun(stackId);
  }

  /** An account has left the organization just now. */
  public void left(String account, Instant when) {
    left.put(account, when);
  }

  /** A session that was opened while the account was a member is good for its hour. */
  private boolean openedOutside(String account, Session session) {
    Instant opened = session.credentials().expires().minus(SESSION);
    return !truth.member(account)
        && !Optional.ofNullable(left.get(account)).filter(opened::isBefore).isPresent();
  }

  private boolean justTouched(String account) {
    Duration at = touched.get(account);
    return at != null && now.get().minus(at).compareTo(HANDS_OFF) < 0;
  }

  /** What was broken, the first of many. */
  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** How often something was broken. */
  public long broken() {
    return broken;
  }

  /** Writes that CloudFormation took up so far. */
  public long writes() {
    return writes;
  }

  /** A step begins: what is written again and again is counted anew. */
  public void begin() {
    again.clear();
  }

  /** The truth these are read from. */
  public Truth truth() {
    return truth;
  }

  /** Breaks one. */
  public void breach(String account, String what) {
    broken++;
    if (violations.size() < MOST_SHOWN) {
      violations.add(new Violation(what, account, trace.last(account)));
    }
  }

  @Override
  public Runnable before(String account, RoleStack desired, String operation, Session session) {
    boolean right = !justTouched(account) && truth.wrong(account, desired).isEmpty();
    Optional<Stack> before = truth.stack(account, desired);
    String stood = stamp(before);
    boolean lived = before.filter(Stack::everComplete).isPresent();
    return () -> {
      boolean stands = stamp(truth.stack(account, desired)).equals(stood);
      if (stands && !operation.equals("CreateChangeSet")) {
        return;
      }
      writes++;
      claims.wrote(account, desired.name(), session.name());
      String writer = session.name() + account + desired.name();
      if (!stands && again.merge(writer, 1, Integer::sum) == MOST_WRITES) {
        breach(account, desired.name() + " is written again and again");
      }
      boolean deletes = operation.equals("DeleteStack");
      boolean takesAway = deletes || operation.equals("UpdateTerminationProtection");
      Optional<Rollout> writing = writing(account, operation, session);
      Optional<Stack> going =
          before
              .filter(stack -> takesAway)
              .filter(
                  stack ->
                      writing
                          .filter(rollout -> removals.allows(rollout.id(), account, stack))
                          .isPresent());
      going.map(Stack::id).ifPresent(removals::begun);
      boolean mayGo = going.isPresent();
      writing.ifPresent(rollout -> spread.wrote(account, desired, rollout, mayGo && lived));
      writing
          .filter(rollout -> !stands)
          .ifPresent(rollout -> conduct.wrote(rollout, account, desired, takesAway, before, lived));
      if (right && !mayGo) {
        breach(account, operation + " to a stack that was right: " + desired.name());
      }
      if (lived && takesAway && !mayGo) {
        String what = deletes ? "is deleted: " : "loses its protection: ";
        breach(account, "a stack that had lived " + what + desired.name());
      }
      if (openedOutside(account, session)) {
        breach(account, operation + " in an account outside the organization");
      }
      if (!names.contains(desired.name())) {
        breach(account, operation + " to a stack that no release names: " + desired.name());
      }
    };
  }

  private static String stamp(Optional<Stack> stack) {
    return stack
        .map(
            each ->
                each.id()
                    + each.status()
                    + each.lastUpdated().orElse(Instant.EPOCH)
                    + each.terminationProtection())
        .orElse("none");
  }

  /** Whose write it is: CloudTrail's readers have nothing but the session's name to tell by. */
  private Optional<Rollout> writing(String account, String operation, Session session) {
    Optional<Rollout> writing = Spread.writing(rollouts, session.name());
    if (writing.isEmpty()) {
      breach(account, operation + " in a session that names no rollout: " + session.name());
    }
    return writing;
  }

  @Override
  public Runnable beforeRole(String account, String role, String operation, Session session) {
    Optional<Stack> holder = truth.holder(account, role, names);
    boolean right =
        !justTouched(account)
            && holder.filter(stack -> truth.wrongRole(account, stack).isEmpty()).isPresent();
    return () -> {
      writes++;
      Optional<Rollout> writing = writing(account, operation, session);
      if (holder.isEmpty()) {
        breach(account, operation + " to a role of none of our stacks: " + role);
      }
      holder.ifPresent(
          stack -> writing.ifPresent(rollout -> spread.begins(account, stack.name(), rollout)));
      if (right) {
        breach(account, operation + " to a role that was right: " + role);
      }
      if (openedOutside(account, session)) {
        breach(account, operation + " in an account outside the organization");
      }
    };
  }

  /** An item was recorded: one that ended as converged really is. */
  public void recorded(Entry entry) {
    Retried.count(entry, occurrences);
    spread.recorded(entry);
    findings.recorded(entry);
    switch (entry.state()) {
      case CONVERGED -> claims.look(entry);
      case FAILED -> failed(entry);
      case REFUSED -> {
        Causes.missingOf(entry).ifPresent(what -> breach(entry, what));
      }
      case PLANNED, SENT, PREVIEWED, SKIPPED, SUPERSEDED, NOT_STARTED -> {}
    }
  }

  private void failed(Entry entry) {
    String region = releases.apply(entry.release()).manifest().region();
    causes.missingOf(entry, region).ifPresent(what -> breach(entry, what));
  }

  private void breach(Entry entry, String what) {
    breach(entry.account().value(), entry.rollout() + " " + what);
  }

  /** Everything has come to rest. */
  public void rest() {
    for (Rollout rollout : rollouts.all()) {
      if (rollout.open()) {
        breach("", "rollout " + rollout.id() + " never ends: it is " + rollout.state());
      }
      for (Entry entry : items.of(rollout.id())) {
        if (!entry.state().ended()) {
          breach(
              entry.account().value(),
              rollout.id() + " leaves " + entry.stack() + " " + entry.state());
        }
      }
    }
    rest.stacks(names, removals::begunWith);
    for (Findings.Put put : findings.untold()) {
      breach(put.account(), "nobody was told that " + put.policy() + " stood on " + put.role());
    }
  }

  /**
   * No account is forgotten: each usable one is right, or somebody can read why not.
   *
   * @param told whether the ledger says of an account's stack why it is not right
   */
  public void covered(Release release, BiPredicate<String, String> told) {
    rest.covered(release, told, theirs::are, conduct.whereabouts()::of);
  }
}
