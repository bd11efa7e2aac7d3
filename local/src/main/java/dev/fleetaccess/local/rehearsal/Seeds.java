package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.rehearsal.report.RehearsalReport;
import dev.fleetaccess.local.rehearsal.report.SeedsReport;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Rehearses from many seeds, as many side by side as there are processors. */
public final class Seeds {
  private Seeds() {}

  /**
   * Plays each seed, beginning with the settings' own.
   *
   * @param count how many
   * @param lanes how many side by side
   * @param ended told of each as it ends, with how many have ended; one at a time, in no order
   * @throws IllegalStateException when the world itself broke, with the seed
   */
  public static SeedsReport run(
      RehearsalSettings settings,
      int count,
      int lanes,
      BiConsumer<RehearsalReport, Integer> ended) {
    var sum = new SeedsReport();
    var next = new AtomicLong(settings.seed());
    long end = settings.seed() + count;
    var problem = new Throwable[1];
    var threads = new Thread[Math.min(lanes, count)];
    for (int lane = 0; lane < threads.length; lane++) {
      threads[lane] =
          Thread.ofPlatform()
              .name("seeds-" + lane)
              .start(
                  () -> {
                    for (long seed = next.getAndIncrement();
                        seed < end;
                        seed = next.getAndIncrement()) {
                      try {
                        RehearsalReport report = Rehearsal.run(settings.seeded(seed));
                        synchronized (sum) {
                          sum.add(report);
                          ended.accept(report, sum.seeds());
                        }
                      } catch (RuntimeException | Error e) {
                        synchronized (sum) {
                          problem[0] = new IllegalStateException("seed " + seed + ": " + e, e);
                        }
                        next.set(end);
                        return;
                      }
                    }
                  });
    }
    join(threads);
    if (problem[0] instanceof IllegalStateException e) {
      throw e;
    }
    return sum;
  }

  private static void join(Thread[] threads) {
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("somebody stopped the rehearsal", e);
      }
    }
  }
}
