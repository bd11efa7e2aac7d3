package dev.fleetaccess.local.rehearsal.cloud;

import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.lambda.Lineage;
import dev.fleetaccess.local.rehearsal.fault.Latencies;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A function: its environments are made when they are needed, kept, and die with a crash. */
public final class SimulatedFunction {
  private final FunctionPart part;
  private final VirtualTime time;
  private final Supplier<Environment> environments;
  private final ArrayDeque<Environment> idle = new ArrayDeque<>();
  private int timeouts;

  /** A function that makes environments so. */
  public SimulatedFunction(
      FunctionPart part, VirtualTime time, Supplier<Environment> environments) {
    this.part = Objects.requireNonNull(part);
    this.time = Objects.requireNonNull(time);
    this.environments = Objects.requireNonNull(environments);
  }

  /** As deployed. */
  public FunctionPart part() {
    return part;
  }

  /** Invocations that ran into the function's timeout. */
  public int timeouts() {
    return timeouts;
  }

  /**
   * Invokes it on a task of its own.
   *
   * @param ended told, whether it came to its end or died; must not wait
   */
  void invoke(Lineage lineage, Consumer<Environment> work, Consumer<Boolean> ended) {
    Invocation invocation = new Invocation(lineage.into(part.name()));
    boolean[] good = new boolean[1];
    time.start(
        invocation,
        () -> {
          try {
            run(invocation, work);
            good[0] = true;
          } catch (RuntimeException e) {
            // The function failed; whoever invoked it tries again.
            invocation.end();
          } finally {
            ended.accept(good[0]);
          }
        });
  }

  private void run(Invocation invocation, Consumer<Environment> work) {
    Environment environment = idle.pollLast();
    boolean cold = environment == null;
    time.sleep(cold ? Latencies.COLD_START : Latencies.INVOCATION);
    time.after(part.timeout(), () -> expire(invocation));
    Environment own = cold ? made() : environment;
    work.accept(own);
    invocation.end();
    idle.addLast(own);
  }

  /** One that cannot be made is wrong wiring, which no retry mends: it breaks the whole world. */
  private Environment made() {
    try {
      return environments.get();
    } catch (RuntimeException e) {
      throw new AssertionError("no environment of " + part.name() + " can be made: " + e, e);
    }
  }

  private void expire(Invocation invocation) {
    if (!invocation.over()) {
      timeouts++;
      invocation.end();
    }
  }
}
