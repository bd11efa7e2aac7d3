package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackRegion;
import dev.fleetaccess.local.sim.stack.StackStatus;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The promises: each is checked when it could be broken, or when everything has come to rest. */
public final class Invariants implements WriteWitness {
  private static final int MOST_SHOWN = 20;

  /**
   * A repair is a delete and a create, and a crash may lose the memory of each once: more than this
   * in one step goes in circles.
   */
  private static final int MOST_WRITES = 8;

  private final SimulatedOrganization world;
  private final Truth truth;
  private final Function<CommitId, Release> releases;
  private final Trace trace;
  private final Set<String> names = new TreeSet<>();
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, Integer> again = new HashMap<>();
  private long writes;
  private long broken;

  /** Promises about that world. */
  public Invariants(
      SimulatedOrganization world, Function<CommitId, Release> releases, Trace trace) {
    this.world = Objects.requireNonNull(world);
    this.truth = new Truth(world);
    this.releases = Objects.requireNonNull(releases);
    this.trace = Objects.requireNonNull(trace);
  }

  /** The name of a stack that releases may write. */
  public void expect(String name) {
    names.add(name);
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
  public Runnable before(String account, RoleStack desired, String operation) {
    boolean right = truth.wrong(account, desired).isEmpty();
    Optional<Stack> before = truth.stack(account, desired);
    String stood = stamp(before);
    boolean lived = before.filter(Stack::everComplete).isPresent();
    return () -> {
      if (stamp(truth.stack(account, desired)).equals(stood)) {
        return;
      }
      writes++;
      if (again.merge(account + desired.name(), 1, Integer::sum) == MOST_WRITES) {
        breach(account, desired.name() + " is written again and again");
      }
      if (right) {
        breach(account, operation + " to a stack that was right: " + desired.name());
      }
      if (lived && operation.equals("DeleteStack")) {
        breach(account, "a stack that had lived is deleted: " + desired.name());
      }
      if (!truth.member(account)) {
        breach(account, operation + " in an account outside the organization");
      }
      if (!names.contains(desired.name())) {
        breach(account, operation + " to a stack that no release names: " + desired.name());
      }
    };
  }

  private static String stamp(Optional<Stack> stack) {
    return stack
        .map(each -> each.id() + each.status() + each.lastUpdated().orElse(Instant.EPOCH))
        .orElse("none");
  }

  /** An item was recorded: one that ended as converged really is. */
  public void recorded(Entry entry) {
    switch (entry.state()) {
      case CONVERGED -> converged(entry);
      case FAILED -> failed(entry);
      case REFUSED -> {
        if (entry.note().isBlank()) {
          breach(entry.account().value(), entry.rollout() + " refuses without a word");
        }
      }
      case PLANNED, SENT, PREVIEWED, SKIPPED, SUPERSEDED, NOT_STARTED -> {}
    }
  }

  private void converged(Entry entry) {
    Release release = releases.apply(entry.release());
    String account = entry.account().value();
    if (entry.removal()) {
      String region = release.manifest().region();
      boolean stands =
          world.locked(
              () -> world.cloudFormation().at(account, region).find(entry.stack()).isPresent());
      if (stands) {
        breach(account, entry.rollout() + " says " + entry.stack() + " was removed");
      }
      return;
    }
    RoleStack desired = release.stack(entry.stack(), entry.account(), entry.traits());
    world
        .locked(() -> truth.wrong(account, desired))
        .ifPresent(
            wrong ->
                breach(
                    account,
                    entry.rollout() + " says " + entry.stack() + " converged, yet " + wrong));
  }

  private void failed(Entry entry) {
    Optional<Failure> failure = entry.failure();
    boolean told =
        failure
            .filter(each -> !each.message().isBlank() && !each.kind().nextStep().isBlank())
            .isPresent();
    if (!told) {
      breach(entry.account().value(), entry.rollout() + " failed without kind, cause or next step");
    }
  }

  /** Everything has come to rest. */
  public void rest(StoredRollouts rollouts, StoredItems items) {
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
    world.locked(
        () -> {
          world.cloudFormation().regions().forEach(this::stacks);
          return "";
        });
  }

  private void stacks(StackRegion region) {
    for (Stack stack : region.all()) {
      if (!names.contains(stack.name())) {
        breach(stack.account(), "a stack that no release names: " + stack.name());
      }
      if (stack.everComplete() && stack.status() == StackStatus.DELETE_COMPLETE) {
        breach(stack.account(), "a stack that had lived was deleted: " + stack.id());
      }
    }
  }

  /**
   * No account is forgotten: each usable one is right, or somebody can read why not.
   *
   * @param told the accounts of which the ledger says why they are not right
   */
  public void covered(Release release, Set<AccountId> told) {
    world.locked(
        () -> {
          world.organization().accounts().stream()
              .filter(account -> account.state().name().equals("ACTIVE"))
              .map(account -> new AccountId(account.id()))
              .filter(account -> !told.contains(account))
              .forEach(account -> covered(release, account));
          return "";
        });
  }

  private void covered(Release release, AccountId account) {
    for (var stack : release.stacksFor(account)) {
      truth
          .wrong(account.value(), release.stack(stack.name(), account))
          .ifPresent(
              wrong ->
                  breach(account.value(), "nobody is told that " + stack.name() + ": " + wrong));
    }
  }
}
