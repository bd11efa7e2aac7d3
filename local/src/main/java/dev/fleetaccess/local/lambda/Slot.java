package dev.fleetaccess.local.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The place of one process of a function. A process that ends fails the invocations it had and is
 * started again; one that ends before it ever asked for an invocation waits for the next one.
 */
final class Slot {
  /** What Lambda gives the start of a function with SnapStart. */
  private static final Duration START_LIMIT = Duration.ofSeconds(130);

  private final String function;
  private final Duration timeout;
  private final BlockingDeque<Invocation> waiting;
  private final Supplier<Process> starter;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final Consumer<Duration> spent;
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final Set<Thread> takers = ConcurrentHashMap.newKeySet();
  private Optional<Process> process = Optional.empty();
  private Optional<Answer.Failed> startFailure = Optional.empty();
  private boolean asked;
  private boolean closed;

  Slot(
      String function,
      Duration timeout,
      BlockingDeque<Invocation> waiting,
      Supplier<Process> starter,
      ScheduledExecutorService timer,
      InstantSource clock,
      Consumer<Duration> spent) {
    this.function = Objects.requireNonNull(function);
    this.timeout = Objects.requireNonNull(timeout);
    this.waiting = Objects.requireNonNull(waiting);
    this.starter = Objects.requireNonNull(starter);
    this.timer = Objects.requireNonNull(timer);
    this.clock = Objects.requireNonNull(clock);
    this.spent = Objects.requireNonNull(spent);
  }

  /** Starts the process unless it lives. */
  synchronized void ensureStarted() {
    if (closed || process.isPresent()) {
      return;
    }
    asked = false;
    startFailure = Optional.empty();
    Process started = starter.get();
    process = Optional.of(started);
    timer.schedule(() -> startOutOfTime(started), START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    started.onExit().thenAcceptAsync(this::ended, Thread.ofVirtual()::start);
  }

  /** An invocation and when it must be done, in milliseconds since 1970. */
  record Taken(Invocation invocation, long deadlineMillis) {}

  /** Waits for the next invocation; empty when the process that asks has ended meanwhile. */
  Optional<Taken> next() {
    Optional<Process> asking;
    synchronized (this) {
      asked = true;
      asking = process;
      takers.add(Thread.currentThread());
    }
    try {
      return take(waiting.takeFirst(), asking);
    } catch (InterruptedException e) {
      return Optional.empty();
    } finally {
      takers.remove(Thread.currentThread());
    }
  }

  private synchronized Optional<Taken> take(Invocation invocation, Optional<Process> asking) {
    if (process.isEmpty() || !process.equals(asking)) {
      waiting.addFirst(invocation);
      return Optional.empty();
    }
    running.put(invocation.id(), invocation);
    Process runner = process.get();
    var task =
        timer.schedule(
            () -> outOfTime(invocation, runner), timeout.toMillis(), TimeUnit.MILLISECONDS);
    Instant begin = clock.instant();
    invocation
        .answer()
        .whenComplete(
            (answer, failure) -> {
              task.cancel(false);
              spent.accept(Duration.between(begin, clock.instant()));
            });
    return Optional.of(new Taken(invocation, clock.millis() + timeout.toMillis()));
  }

  /** Gives back an invocation that could not be handed over. */
  void giveBack(Invocation invocation) {
    if (running.remove(invocation.id()) != null) {
      waiting.addFirst(invocation);
    }
  }

  /** Ends an invocation of this process; false when it has none of that id. */
  boolean complete(String id, Answer answer) {
    Invocation invocation = running.remove(id);
    return invocation != null && invocation.answer().complete(answer);
  }

  /** The process could not load its handler. */
  synchronized void startFailed(Answer.Failed failure) {
    startFailure = Optional.of(failure);
  }

  synchronized void close() {
    closed = true;
    process.ifPresent(Process::destroy);
    takers.forEach(Thread::interrupt);
  }

  /** Ends the process by force if it has an invocation. */
  synchronized void kill() {
    if (!running.isEmpty()) {
      process.ifPresent(Process::destroyForcibly);
    }
  }

  synchronized Optional<Process> process() {
    return process;
  }

  private synchronized void startOutOfTime(Process started) {
    if (!asked && process.equals(Optional.of(started))) {
      started.destroyForcibly();
    }
  }

  private void outOfTime(Invocation invocation, Process runner) {
    if (running.remove(invocation.id()) != null) {
      invocation.fail(
          "Sandbox.Timedout",
          "Error: Task timed out after "
              + String.format(Locale.ROOT, "%.2f", timeout.toMillis() / 1000.0)
              + " seconds");
      runner.destroyForcibly();
    }
  }

  private synchronized void ended(Process ended) {
    process = Optional.empty();
    takers.forEach(Thread::interrupt);
    String message = "Error: Runtime exited with error: exit status " + ended.exitValue();
    running.values().forEach(invocation -> invocation.fail("Runtime.ExitError", message));
    running.clear();
    if (closed) {
      return;
    }
    if (asked) {
      ensureStarted();
      return;
    }
    // It cannot start, so what waits would wait for ever; the next invocation tries again.
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      if (startFailure.isPresent()) {
        next.answer().complete(startFailure.get());
      } else {
        next.fail("Runtime.ExitError", message);
      }
    }
  }

  @Override
  public String toString() {
    return "Slot[" + function + "]";
  }
}
