package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeSession;
import dev.fleetaccess.fleet.Faults;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.release.RoleStack;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Change sets in memory, over the stacks of {@link FakeStacks}. */
public final class FakeChangeSets implements ChangeSets {
  private final FakeStacks stacks;
  private final InstantSource clock;
  private final Duration takes;
  private final Map<String, Made> made = new TreeMap<>();
  private final Map<String, String> owners = new TreeMap<>();
  private final Map<String, State.Refused> refusals = new TreeMap<>();
  private final Map<String, State.Refused> next = new TreeMap<>();
  private final Set<String> names = new TreeSet<>();
  private final Set<AccountId> blind = new HashSet<>();
  private final List<String> writes = new ArrayList<>();
  private final Faults faults = new Faults();
  private Consumer<AccountId> putBack = account -> {};

  private record Made(
      RoleStack stack,
      boolean creates,
      String importing,
      Instant ready,
      Optional<State.Refused> refused) {}

  /**
   * @param takes how long a change set is being made
   */
  public FakeChangeSets(FakeStacks stacks, InstantSource clock, Duration takes) {
    this.stacks = stacks;
    this.clock = clock;
    this.takes = takes;
  }

  /** A stack holds a role of that name. */
  public synchronized void owns(AccountId account, String stack, String role) {
    owners.put(account + "#" + role, stack);
  }

  /** Change sets in that account cannot be made, for that reason. */
  public synchronized void refuse(AccountId account, String reason) {
    refusals.put(account.value(), new State.Refused(Failure.Kind.INVALID, reason));
  }

  /** The next change set in that account cannot be made, for a reason of that kind. */
  public synchronized void refuseNext(AccountId account, Failure.Kind kind, String reason) {
    next.put(account.value(), new State.Refused(kind, reason));
  }

  /** From now on change sets in that account find nothing to change. */
  public synchronized void seesNothing(AccountId account) {
    blind.add(account);
  }

  /** Somebody deletes the change sets of an account that are not carried out. */
  public synchronized void deleteAll(AccountId account) {
    made.keySet().removeIf(key -> key.startsWith(account.value()));
  }

  /** What carrying out a change set that puts back does to the roles of an account. */
  public void whenPutBack(Consumer<AccountId> effect) {
    putBack = effect;
  }

  /** Every write, such as {@code takeOver 111122223333 FleetAccess-Spoke}. */
  public synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  /** The names of the change sets that were made in that account, carried out or not. */
  public synchronized Set<String> madeIn(AccountId account) {
    return names.stream()
        .filter(key -> key.startsWith(account.value()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What goes wrong: {@code takeOver}, {@code putBack}, {@code look}, {@code execute}, {@code
   * ownerOf}.
   */
  public Faults faults() {
    return faults;
  }

  @Override
  public synchronized void takeOver(
      Session session, RoleStack desired, String importing, String name) {
    called(session, "takeOver");
    write("takeOver", session, desired);
    if (stacks.find(session.account(), desired.name()).isEmpty()) {
      stacks.put(session.account(), desired, "REVIEW_IN_PROGRESS");
    }
    keep(session, desired, name, new Made(desired, true, importing, ready(), refusal(session)));
  }

  @Override
  public synchronized void putBack(Session session, RoleStack desired, String name) {
    called(session, "putBack");
    write("putBack", session, desired);
    keep(session, desired, name, new Made(desired, false, "", ready(), refusal(session)));
  }

  @Override
  public synchronized State look(Session session, RoleStack desired, String name) {
    called(session, "look");
    Made found = made.get(key(session, desired, name));
    if (found == null) {
      return new State.Gone();
    }
    if (refusals.containsKey(session.account().value())) {
      return refusals.get(session.account().value());
    }
    if (found.refused.isPresent()) {
      return found.refused.get();
    }
    if (clock.instant().isBefore(found.ready)) {
      return new State.Making();
    }
    return blind.contains(session.account()) ? new State.Empty() : new State.Ready();
  }

  @Override
  public synchronized void execute(Session session, RoleStack desired, String name) {
    called(session, "execute");
    Made found = made.remove(key(session, desired, name));
    if (found == null) {
      return;
    }
    write("execute", session, desired);
    stacks.carriedOut(session.account(), found.stack, found.creates, name);
    if (!found.creates) {
      putBack.accept(session.account());
    }
  }

  @Override
  public synchronized Optional<String> ownerOf(Session session, RoleStack desired, String role) {
    called(session, "ownerOf");
    return Optional.ofNullable(owners.get(session.account() + "#" + role));
  }

  private void keep(Session session, RoleStack desired, String name, Made wanted) {
    made.putIfAbsent(key(session, desired, name), wanted);
    names.add(key(session, desired, name));
  }

  private Optional<State.Refused> refusal(Session session) {
    return Optional.ofNullable(next.remove(session.account().value()));
  }

  private Instant ready() {
    return clock.instant().plus(takes);
  }

  private void called(Session session, String operation) {
    ((FakeSession) session).called();
    faults.check(operation);
  }

  private void write(String operation, Session session, RoleStack desired) {
    writes.add(operation + " " + session.account() + " " + desired.name());
  }

  private static String key(Session session, RoleStack desired, String name) {
    return session.account() + "#" + desired.name() + "#" + name;
  }
}
