package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeSession;
import dev.fleetaccess.fleet.Faults;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * CloudFormation in memory. An operation takes a while by the clock given, and ends well unless it
 * was told to be rolled back.
 */
public final class FakeStacks implements Stacks {
  private final InstantSource clock;
  private final Duration takes;
  private final Map<String, FakeStack> stacks = new TreeMap<>();
  private final Map<String, Cause> rollbacks = new TreeMap<>();
  private final Map<String, Set<String>> blocking = new TreeMap<>();
  private final Map<String, Set<String>> sticking = new TreeMap<>();
  private final Set<String> neverLived = new TreeSet<>();
  private final List<String> writes = new ArrayList<>();
  private final Faults faults = new Faults();
  private int created;

  /**
   * @param takes how long a creation, update, deletion or rollback takes
   */
  public FakeStacks(InstantSource clock, Duration takes) {
    this.clock = clock;
    this.takes = takes;
  }

  /** The next creation or update of that stack in that account is rolled back for that reason. */
  public synchronized void rollBackNext(AccountId account, String stack, Cause cause) {
    rollbacks.put(key(account, stack), cause);
  }

  /** From now on deletions and rollbacks of that stack stick at these resources. */
  public synchronized void block(AccountId account, String stack, Set<String> resources) {
    blocking.put(key(account, stack), Set.copyOf(resources));
  }

  /** The events of that stack show that it never lived. */
  public synchronized void neverLived(AccountId account, String stack) {
    neverLived.add(key(account, stack));
  }

  /** Puts a stack there in the status given, as if somebody had made it so. */
  public synchronized void put(AccountId account, RoleStack stack, String status) {
    stacks.put(
        key(account, stack.name()),
        FakeStack.existing(nextId(account, stack), stack, status, clock.instant()));
  }

  /** Somebody takes every tag off that stack. */
  public synchronized void strip(AccountId account, String stack) {
    stacks.computeIfPresent(key(account, stack), (key, there) -> there.untagged());
  }

  /** Somebody removes that stack. */
  public synchronized void remove(AccountId account, String stack) {
    stacks.remove(key(account, stack));
  }

  /** A change set of that stack is carried out. */
  synchronized void carriedOut(
      AccountId account, RoleStack content, boolean creates, String token) {
    FakeStack stack = current(account, content.name());
    FakeStack busy = stack.updating(content, token, ends(), Optional.empty());
    stacks.put(key(account, content.name()), creates ? busy.takingOver() : busy);
  }

  /** The stack as it stands now. */
  public synchronized Optional<FakeStack> find(AccountId account, String stack) {
    return Optional.ofNullable(current(account, stack));
  }

  /** Every write that was accepted, such as {@code create 111122223333 FleetAccess-Spoke}. */
  public synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  /**
   * What goes wrong: {@code observe}, {@code create}, {@code update}, {@code delete}, {@code
   * continueRollback}, {@code neverLived}, {@code stuckAt}, {@code firstCause}.
   */
  public Faults faults() {
    return faults;
  }

  @Override
  public synchronized StackState observe(Session session, RoleStack desired) {
    called(session, "observe");
    FakeStack stack = current(session.account(), desired.name());
    return stack == null ? new StackState.Absent() : stack.state();
  }

  @Override
  public synchronized void create(Session session, RoleStack desired, String token) {
    called(session, "create");
    FakeStack stack = current(session.account(), desired.name());
    if (stack != null && stack.token().equals(Optional.of(token))) {
      return;
    }
    if (stack != null) {
      throw conflict("AlreadyExistsException", "Stack [" + desired.name() + "] already exists");
    }
    write("create", session, desired);
    String id = nextId(session.account(), desired);
    begin(session, FakeStack.creating(id, desired, token, ends(), cause(session, desired)));
  }

  @Override
  public synchronized boolean update(Session session, RoleStack desired, String token) {
    called(session, "update");
    FakeStack stack = current(session.account(), desired.name());
    if (stack == null) {
      throw conflict("ValidationError", "Stack [" + desired.name() + "] does not exist");
    }
    if (stack.token().equals(Optional.of(token))) {
      return true;
    }
    if (stack.busy() || stack.broken()) {
      throw conflict(
          "ValidationError",
          "Stack:%s is in %s state and can not be updated.".formatted(stack.id(), stack.status()));
    }
    if (stack.has(desired)) {
      return false;
    }
    write("update", session, desired);
    begin(session, stack.updating(desired, token, ends(), cause(session, desired)));
    return true;
  }

  @Override
  public synchronized void delete(
      Session session, RoleStack desired, String stackId, String token, Set<String> retained) {
    called(session, "delete");
    FakeStack stack = current(session.account(), desired.name());
    if (stack == null || !stack.id().equals(stackId)) {
      return;
    }
    Set<String> blocking = blocking(session, desired);
    if (!retained.isEmpty() && !stack.status().equals("DELETE_FAILED")) {
      throw invalid("only resources that a deletion stuck at can be retained");
    }
    write("delete", session, desired);
    if (stack.state() instanceof StackState.Broken broken && broken.neverCreated()) {
      neverLived(session.account(), desired.name());
    }
    Set<String> left = sticking(session, desired, blocking, retained);
    String end = left.isEmpty() ? "DELETE_COMPLETE" : "DELETE_FAILED";
    begin(session, stack.turning("DELETE_IN_PROGRESS", end, token, ends(), stuck(left)));
  }

  @Override
  public synchronized void continueRollback(
      Session session, RoleStack desired, String stackId, String token, Set<String> skipped) {
    called(session, "continueRollback");
    FakeStack stack = current(session.account(), desired.name());
    if (stack == null || !stack.status().equals("UPDATE_ROLLBACK_FAILED")) {
      throw invalid("Stack [" + desired.name() + "] is not in UPDATE_ROLLBACK_FAILED state");
    }
    Set<String> blocking = blocking(session, desired);
    Set<String> left = sticking(session, desired, blocking, skipped);
    write("continueRollback", session, desired);
    String end = left.isEmpty() ? "UPDATE_ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_FAILED";
    begin(session, stack.turning("UPDATE_ROLLBACK_IN_PROGRESS", end, token, ends(), stuck(left)));
  }

  private Set<String> sticking(
      Session session, RoleStack desired, Set<String> blocking, Set<String> leaving) {
    Set<String> left = new TreeSet<>(blocking);
    left.removeAll(leaving);
    sticking.put(key(session.account(), desired.name()), left);
    return left;
  }

  private static Optional<Cause> stuck(Set<String> left) {
    return left.stream().findFirst().map(one -> new Cause(one, "something hangs on it"));
  }

  @Override
  public synchronized boolean neverLived(Session session, RoleStack desired, String stackId) {
    called(session, "neverLived");
    return neverLived.contains(key(session.account(), desired.name()));
  }

  @Override
  public synchronized Set<String> stuckAt(Session session, RoleStack desired, String stackId) {
    called(session, "stuckAt");
    FakeStack stack = current(session.account(), desired.name());
    return stack != null
            && Set.of("DELETE_FAILED", "UPDATE_ROLLBACK_FAILED").contains(stack.status())
        ? sticking.getOrDefault(key(session.account(), desired.name()), blocking(session, desired))
        : Set.of();
  }

  private Set<String> blocking(Session session, RoleStack desired) {
    return blocking.getOrDefault(key(session.account(), desired.name()), Set.of());
  }

  @Override
  public synchronized Optional<Cause> firstCause(
      Session session, RoleStack desired, String stackId, Optional<String> token) {
    called(session, "firstCause");
    return Optional.ofNullable(current(session.account(), desired.name()))
        .filter(stack -> stack.id().equals(stackId))
        .filter(
            stack ->
                stack
                    .token()
                    .filter(
                        last -> Optional.of(last).equals(token) || last.startsWith(TOKEN_PREFIX))
                    .isPresent())
        .flatMap(FakeStack::cause);
  }

  private void called(Session session, String operation) {
    ((FakeSession) session).called();
    faults.check(operation);
  }

  private void write(String operation, Session session, RoleStack desired) {
    writes.add(operation + " " + session.account() + " " + desired.name());
  }

  private void begin(Session session, FakeStack stack) {
    stacks.put(key(session.account(), stack.name()), stack);
  }

  private Instant ends() {
    return clock.instant().plus(takes);
  }

  private Optional<Cause> cause(Session session, RoleStack desired) {
    return Optional.ofNullable(rollbacks.remove(key(session.account(), desired.name())));
  }

  private FakeStack current(AccountId account, String name) {
    FakeStack stack = stacks.get(key(account, name));
    if (stack == null) {
      return null;
    }
    FakeStack now = stack.at(clock.instant());
    if (now.status().equals("DELETE_COMPLETE")) {
      stacks.remove(key(account, name));
      return null;
    }
    stacks.put(key(account, name), now);
    return now;
  }

  private String nextId(AccountId account, RoleStack stack) {
    created++;
    return "arn:aws:cloudformation:%s:%s:stack/%s/%08d"
        .formatted(stack.region(), account, stack.name(), created);
  }

  private static String key(AccountId account, String stack) {
    return account + "#" + stack;
  }

  private static RemoteFailure conflict(String code, String message) {
    return new RemoteFailure(new Failure(Failure.Kind.CONFLICT, code, message));
  }

  private static RemoteFailure invalid(String message) {
    return new RemoteFailure(new Failure(Failure.Kind.INVALID, "ValidationError", message));
  }

  /** The digest that tags carry. */
  static Optional<Digest> digest(Map<String, String> tags) {
    return Optional.ofNullable(tags.get(Digest.TAG)).map(Digest::new);
  }
}
