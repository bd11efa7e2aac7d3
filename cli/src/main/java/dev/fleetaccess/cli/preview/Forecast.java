package dev.fleetaccess.cli.preview;

import dev.fleetaccess.local.rehearsal.report.Bound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a rollout takes, in the middle: as many such rollouts are slower as are quicker. Stages
 * and waves come one after another; within a wave an account begins when the rates, the pollers,
 * the listing, what has to be looked up and {@code atOnce} let it, and ends when the worker notices
 * that its stack is done. A proof takes part of a second, and waits for no rate: the hub role
 * enters the spoke, so it counts against the hub account's rate, which only proofs use.
 */
final class Forecast {
  /** The calls of one batch, at the median. */
  private static final Duration VISIT = Duration.ofMillis(600);

  /** From the event to the first item, and from a stage's end to the next one's first item. */
  private static final double HANDING_ON = 1;

  /** Who waits for a place is sent at the orchestrator's next look. */
  private static final double NEXT_LOOK = 5;

  /** Closer than anybody reads it. */
  private static final double CLOSE = 0.01;

  private static final double DAY = 86_400;

  private final Bound.Capacity capacity;
  private final StackTime gate;
  private final StackTime spoke;
  private final double lookedUp;
  private double elapsed = HANDING_ON;

  /**
   * A forecast of what functions do that are deployed so.
   *
   * @param lookedUp until the units or tags of the last account are known, from the beginning
   */
  Forecast(Deployed deployed, Duration lookedUp) {
    this.lookedUp = seconds(lookedUp);
    this.capacity = deployed.capacity();
    this.gate = StackTime.gate(deployed.lookAfter());
    this.spoke = StackTime.spoke(deployed.lookAfter());
  }

  /**
   * One account of a wave.
   *
   * @param writes whether its stack is written; else it is looked at
   * @param known whether the ledger knows it, so that it has not to be listed first
   */
  record Visited(boolean writes, boolean known) {}

  /** A stack that everybody waits for is written. */
  void gate() {
    elapsed += gate.mean() + HANDING_ON;
  }

  /** Nothing happens for so long. */
  void rest(Duration time) {
    elapsed += seconds(time);
  }

  /** A wave of these accounts, so many of them at once. */
  void wave(List<Visited> accounts, int atOnce) {
    if (accounts.isEmpty()) {
      return;
    }
    long writes = accounts.stream().filter(Visited::writes).count();
    double visits = 1 + (double) writes / accounts.size();
    var before = Duration.ofMillis(Math.round(elapsed * 1_000));
    var bound = new Bound(before, visits, VISIT, capacity);
    double turn = visits > 1 ? (spoke.mean() + NEXT_LOOK) * writes / accounts.size() : 0;
    double lastLook = 0;
    List<Double> written = new ArrayList<>();
    for (int i = 1; i <= accounts.size(); i++) {
      Visited account = accounts.get(i - 1);
      double place = Math.max(0, i - atOnce) * turn / Math.max(1, atOnce);
      double told = i * lookedUp / accounts.size() - elapsed;
      double start = Math.max(told, Math.max(bound.start(i, account.known()), place));
      lastLook = Math.max(lastLook, start);
      if (account.writes()) {
        written.add(start);
      }
    }
    elapsed += Math.max(lastLook, written.isEmpty() ? 0 : lastNoticed(written)) + HANDING_ON;
  }

  /** What it comes to by now. */
  Duration time() {
    return Duration.ofSeconds(Math.round(elapsed));
  }

  /** When the last of them is as likely noticed as not. */
  private double lastNoticed(List<Double> starts) {
    double early = 0;
    double late = DAY;
    while (late - early > CLOSE) {
      double middle = (early + late) / 2;
      if (allNoticed(starts, middle) < Math.log(0.5)) {
        early = middle;
      } else {
        late = middle;
      }
    }
    return late;
  }

  /** The logarithm of how likely all of them are noticed by then. */
  private double allNoticed(List<Double> starts, double when) {
    double likely = 0;
    for (double start : starts) {
      likely += Math.log(spoke.noticed(when - start));
    }
    return likely;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
