package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalOrganization;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What happens to everybody at once, beside a step of the play and as soon as that has begun. */
final class Outages {
  private static final Duration OUTAGE = Duration.ofSeconds(6);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int MOST_LOOKS = 240;

  private final LocalOrganization organization;
  private final WireFaults faults;

  Outages(LocalOrganization organization, WireFaults faults) {
    this.organization = Objects.requireNonNull(organization);
    this.faults = Objects.requireNonNull(faults);
  }

  /** Somebody empties every queue. */
  void purge(BooleanSupplier begun) {
    beside(
        () -> {
          await(begun);
          Thread.sleep(SOON);
          organization.purge();
          faults.happened("every queue was emptied");
          return true;
        });
  }

  /** First the table refuses writes, then the queues refuse sends. */
  void oneAfterAnother(BooleanSupplier begun) {
    beside(
        () -> {
          await(begun);
          outage(faults::tableOut, WireFaults.TABLE_REFUSED);
          outage(faults::queuesOut, WireFaults.QUEUES_REFUSED);
          return true;
        });
  }

  /**
   * Somebody stops a rollout: again and again, since what is sent may be lost.
   *
   * @return over when the last word has been answered; whoever resumes before may be stopped by it
   */
  Future<?> halt(String id, BooleanSupplier begun, BooleanSupplier stands) {
    return beside(
        () -> {
          await(begun);
          while (!stands.getAsBoolean()) {
            organization.invoke("{\"halt\":\"%s\",\"by\":\"faults\"}".formatted(id));
            Thread.sleep(LOOK);
          }
          return true;
        });
  }

  /** It begins to count when it first strikes somebody: who asks for nothing notices nothing. */
  private void outage(Consumer<Boolean> switched, String struck) throws InterruptedException {
    switched.accept(true);
    for (int look = 0; look < MOST_LOOKS && !faults.counts().containsKey(struck); look++) {
      Thread.sleep(LOOK);
    }
    Thread.sleep(OUTAGE);
    switched.accept(false);
    Thread.sleep(SOON);
  }

  /** Waits until it is over. */
  void over(Future<?> happening) throws InterruptedException {
    await(happening::isDone);
  }

  private static void await(BooleanSupplier begun) throws InterruptedException {
    while (!begun.getAsBoolean()) {
      Thread.sleep(LOOK);
    }
  }

  /** What fails here fails no step: that what was to happen did is looked at in the end. */
  private static Future<?> beside(Callable<Boolean> happening) {
    var task = new FutureTask<>(happening);
    Thread.ofVirtual().start(task);
    return task;
  }
}
