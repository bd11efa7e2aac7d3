package dev.fleetaccess.fleet;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Failures that a fake was told to have. Every fake of a port has one; an operation is named as the
 * port's method is.
 */
public final class Faults {
  private final Map<String, Queue<Optional<Failure>>> once = new HashMap<>();
  private final Map<String, Failure> always = new HashMap<>();

  private Crash crash = new Crash();

  /** Whoever calls may die of it. */
  public synchronized void share(Crash shared) {
    crash = shared;
  }

  /** The next call of the operation fails; told twice, the next two. */
  public synchronized void next(String operation, Failure failure) {
    after(0, operation, failure);
  }

  /** The operation succeeds so many times, and then fails once. */
  public synchronized void after(int calls, String operation, Failure failure) {
    Queue<Optional<Failure>> queue = once.computeIfAbsent(operation, name -> new ArrayDeque<>());
    queue.addAll(Collections.nCopies(calls, Optional.empty()));
    queue.add(Optional.of(failure));
  }

  /** Every call of the operation fails until {@link #clear}. */
  public synchronized void always(String operation, Failure failure) {
    always.put(operation, failure);
  }

  /** From now on nothing fails. */
  public synchronized void clear() {
    once.clear();
    always.clear();
  }

  /**
   * Asked by a fake at the beginning of an operation.
   *
   * @throws RemoteFailure when the operation is to fail
   */
  public synchronized void check(String operation) {
    crash.check(operation);
    Queue<Optional<Failure>> queue = once.get(operation);
    Optional<Failure> next = queue == null || queue.isEmpty() ? Optional.empty() : queue.remove();
    if (next.isPresent()) {
      throw new RemoteFailure(next.get());
    }
    Failure failure = always.get(operation);
    if (failure != null) {
      throw new RemoteFailure(failure);
    }
  }
}
