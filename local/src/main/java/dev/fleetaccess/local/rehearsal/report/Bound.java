package dev.fleetaccess.local.rehearsal.report;

import dev.fleetaccess.plan.Rates;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The time below which no rollout can come, given AWS's rates and the drawn times of the stacks:
 * {@code T0 + max over accounts i of (start(i) + S(i))}, where {@code start(i) = max(listed(i), i ·
 * v / assumeRate, pollers(i))}.
 *
 * @param before T0: the drawn times of the stages before
 * @param visits v: how often each account is entered, on average
 * @param visit how long one batch takes at the median
 * @param capacity what the worker was deployed with
 */
public record Bound(Duration before, double visits, Duration visit, Capacity capacity) {
  private static final int PAGE = 20;
  private static final int FIRST = 5;
  private static final int MORE_A_SECOND = 5;

  public Bound {
    Objects.requireNonNull(before);
    Objects.requireNonNull(visit);
    Objects.requireNonNull(capacity);
  }

  /**
   * What the worker was deployed with.
   *
   * @param batch the most messages that one invocation takes
   * @param concurrency the most batches at once
   * @param rates our share of AWS's rates
   */
  public record Capacity(int batch, int concurrency, Rates rates) {
    public Capacity {
      Objects.requireNonNull(rates);
    }
  }

  /**
   * One account's stack.
   *
   * @param known whether the ledger knows the account, so that nobody has to list it
   * @param drawn S: how long its stack takes; zero where nothing changes
   */
  public record Work(boolean known, Duration drawn) {
    public Work {
      Objects.requireNonNull(drawn);
    }
  }

  /** The bound of a rollout to these accounts, in the order they are listed. */
  public Duration of(List<Work> accounts) {
    double latest = 0;
    for (int i = 1; i <= accounts.size(); i++) {
      Work work = accounts.get(i - 1);
      latest = Math.max(latest, start(i, work.known) + seconds(work.drawn));
    }
    return before.plusNanos(Math.round(latest * 1e9));
  }

  /** When the i-th account can be begun at the earliest, in seconds after the stages before. */
  public double start(int i, boolean known) {
    double pages = Math.ceil((double) i / PAGE);
    double listed =
        known ? 0 : Math.max(0, pages / capacity.rates().pagesASecond() - seconds(before));
    double assumed = i * visits / capacity.rates().items(1);
    return Math.max(listed, Math.max(assumed, pollers(i)));
  }

  /**
   * When Lambda's pollers have come to the i-th message: five batches at once, five more each
   * second up to the mapping's maximum, each busy for the time of a visit.
   */
  double pollers(int i) {
    double wanted = i * seconds(visit) / capacity.batch();
    int concurrency = capacity.concurrency();
    double ramp = Math.max(0, (double) (concurrency - FIRST) / MORE_A_SECOND);
    double inRamp = FIRST * ramp + MORE_A_SECOND * ramp * ramp / 2;
    if (wanted <= inRamp) {
      // FIRST·t + MORE·t²/2 = wanted
      return (-FIRST + Math.sqrt(FIRST * FIRST + 2.0 * MORE_A_SECOND * wanted)) / MORE_A_SECOND;
    }
    return ramp + (wanted - inRamp) / Math.min(concurrency, FIRST + MORE_A_SECOND * ramp);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
