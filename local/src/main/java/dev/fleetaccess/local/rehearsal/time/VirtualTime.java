package dev.fleetaccess.local.rehearsal.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Time that jumps to whatever is due next. Each task has a thread of its own, exactly one of them
 * runs, and whoever gives up its turn hands it to the one that is due first, so that a run depends
 * on the seed alone. Only the thread whose turn it is may call anything here.
 */
public final class VirtualTime implements InstantSource {
  private final Instant start;
  private final SplittableRandom chance;
  private final PriorityQueue<Due> agenda = new PriorityQueue<>();
  private final Set<Task> living = new LinkedHashSet<>();
  private long elapsed;
  private long order;
  private boolean stopping;
  private Throwable problem;
  private Task outside;
  private Task running;

  /**
   * Begins at that instant.
   *
   * @param seed decides among what is due at the same time
   */
  public VirtualTime(Instant start, long seed) {
    this.start = Objects.requireNonNull(start);
    this.chance = new SplittableRandom(seed);
  }

  @Override
  public Instant instant() {
    return start.plusNanos(elapsed);
  }

  /** How much time has passed. */
  public Duration elapsed() {
    return Duration.ofNanos(elapsed);
  }

  /** The life of the task whose turn it is. */
  public Life life() {
    return running.life();
  }

  /** Does something later; it must not wait. */
  public void after(Duration delay, Runnable action) {
    put(delay, null, action);
  }

  /** Begins a task now; it runs when its turn comes. */
  public void start(Life life, Runnable body) {
    Task[] self = new Task[1];
    self[0] = Task.inside(life, () -> live(self[0], body));
    living.add(self[0]);
    put(Duration.ZERO, self[0], null);
  }

  /**
   * Lets time pass for the task whose turn it is.
   *
   * @throws Crash when its life has ended meanwhile
   */
  public void sleep(Duration duration) {
    Task self = running;
    check(self);
    put(duration, self, null);
    pass(self);
    check(self);
  }

  /**
   * Lets time pass for the task whose turn it is until that is so, looking every so often without
   * waking the task.
   *
   * @param so must not wait
   * @throws Crash when its life has ended meanwhile
   */
  public void await(Duration every, BooleanSupplier so) {
    Task self = running;
    check(self);
    look(every, so, self);
    pass(self);
    check(self);
  }

  private void look(Duration every, BooleanSupplier so, Task self) {
    after(
        every,
        () -> {
          if (so.getAsBoolean()) {
            put(Duration.ZERO, self, null);
          } else {
            look(every, so, self);
          }
        });
  }

  /**
   * Does the same to each, so many at a time, and comes back when all are done; the first exception
   * is thrown then.
   */
  public <T> void each(List<T> things, int lanes, Consumer<T> action) {
    if (things.size() == 1) {
      action.accept(things.getFirst());
      return;
    }
    if (things.isEmpty()) {
      return;
    }
    Task self = running;
    Iterator<T> left = things.iterator();
    int[] under = {Math.min(lanes, things.size())};
    RuntimeException[] first = new RuntimeException[1];
    for (int lane = under[0]; lane > 0; lane--) {
      start(
          self.life(),
          () -> {
            try {
              while (left.hasNext()) {
                try {
                  action.accept(left.next());
                } catch (RuntimeException e) {
                  first[0] = first[0] == null ? e : first[0];
                }
              }
            } finally {
              if (--under[0] == 0) {
                put(Duration.ZERO, self, null);
              }
            }
          });
    }
    pass(self);
    check(self);
    if (first[0] != null) {
      throw first[0];
    }
  }

  /** Runs until {@link #stop} is called or nothing is due any more; then ends every task. */
  public void run() {
    outside = Task.outside();
    pass(outside);
    stopping = true;
    for (Task task : List.copyOf(living)) {
      if (living.contains(task)) {
        task.life().end();
        running = task;
        task.resume();
        outside.await();
      }
    }
    if (problem != null) {
      throw new IllegalStateException("the simulated world broke: " + problem, problem);
    }
  }

  /** Ends it all; the caller's task ends with its next effect. */
  public void stop() {
    stopping = true;
  }

  private void live(Task self, Runnable body) {
    self.await();
    try {
      check(self);
      body.run();
    } catch (Crash e) {
      self.life().end();
    } catch (Throwable e) {
      fail(e);
    }
    living.remove(self);
    running = null;
    pass(null);
  }

  private void check(Task self) {
    if (self.life().over()) {
      throw new Crash();
    }
  }

  private void put(Duration delay, Task task, Runnable action) {
    long wait = Math.max(0, delay.toNanos());
    agenda.add(new Due(elapsed + wait, chance.nextInt(), order++, task, action));
  }

  /** Gives the turn away; comes back when it is self's again, at once when self has ended. */
  private void pass(Task self) {
    Task next = next(self);
    running = next;
    if (next == self) {
      return;
    }
    next.resume();
    if (self != null) {
      self.await();
    }
  }

  /** Whose turn it is next; what is no task is done on the way. */
  private Task next(Task self) {
    while (!stopping && !agenda.isEmpty()) {
      Due due = agenda.poll();
      elapsed = due.at;
      if (due.task == null) {
        act(due.action);
      } else if (due.task == self || living.contains(due.task)) {
        return due.task;
      }
    }
    return outside;
  }

  private void act(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    problem = problem == null ? e : problem;
    stopping = true;
  }

  private record Due(long at, int tie, long order, Task task, Runnable action)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at, other.at);
      if (byTime != 0) {
        return byTime;
      }
      int byChance = Integer.compare(tie, other.tie);
      return byChance != 0 ? byChance : Long.compare(order, other.order);
    }
  }
}
