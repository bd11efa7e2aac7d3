package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Failure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before coming back, and when to stop. */
public final class Patience {
  /** As long after joining an account may refuse us merely because AWS is still setting it up. */
  public static final Duration SETTLING_IN = Duration.ofHours(1);

  /** Looks at a stack in progress before it is given up: seconds and growing, over two hours. */
  static final int MOST_LOOKS = 100;

  private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);
  private static final int PATIENT_LOOKS = 10;

  /** Who comes back comes back after such a part of the first wait: most are done by then. */
  private static final int PART = 4;

  private final Duration lookAfter;
  private final RandomGenerator random;

  /**
   * @param lookAfter how long after a write the stack is looked at
   * @param random spreads what would otherwise come back all at once
   */
  public Patience(Duration lookAfter, RandomGenerator random) {
    this.lookAfter = Objects.requireNonNull(lookAfter);
    this.random = Objects.requireNonNull(random);
  }

  /** The same with looks four times as close, for the few stacks that everybody waits for. */
  public Patience eager() {
    return new Patience(lookAfter.dividedBy(PART), random);
  }

  /** When to look after a write: most role stacks are done by then, so one more visit is enough. */
  public Duration afterWrite() {
    return lookAfter;
  }

  /**
   * When to look again at a stack in progress.
   *
   * @param looks how often it was found in progress before
   * @return empty when it has taken too long
   */
  public Optional<Duration> whileBusy(int looks) {
    if (looks >= MOST_LOOKS) {
      return Optional.empty();
    }
    Duration part = lookAfter.dividedBy(PART);
    Duration wait = looks <= PATIENT_LOOKS ? part : part.multipliedBy(looks - PATIENT_LOOKS);
    return Optional.of(wait.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : wait);
  }

  /**
   * When to try again after a failure.
   *
   * @param failures how often it failed in this way before
   * @return empty when trying again is no use, or was tried often enough
   */
  public Optional<Duration> after(Failure failure, int failures) {
    Terms terms = terms(failure.kind());
    if (!failure.kind().retryable() || failures >= terms.tries) {
      return Optional.empty();
    }
    // Between half of it and all of it, so that those who failed together do not return together.
    double share = 0.5 + random.nextDouble() / 2;
    return Optional.of(Duration.ofMillis((long) (terms.longest(failures).toMillis() * share)));
  }

  /**
   * Names a failure by the account's age: what a new account refuses is not ready yet, and what an
   * old one says of not being ready is a denial.
   *
   * @param joined when the account joined, where that is known
   * @param firstSeen when it was first looked at: where it is not known when it joined, it was not
   *     later than that; empty where this is the first look
   */
  public static Failure named(
      Failure failure, Optional<Instant> joined, Optional<Instant> firstSeen, Instant now) {
    boolean young = joined.filter(when -> settlesIn(when, now)).isPresent();
    boolean old = joined.or(() -> firstSeen).filter(when -> !settlesIn(when, now)).isPresent();
    Kind kind =
        switch (failure.kind()) {
          case DENIED -> young ? Kind.NOT_READY : Kind.DENIED;
          case NOT_READY -> old ? Kind.DENIED : Kind.NOT_READY;
          case THROTTLED,
              CONFLICT,
              DRIFT,
              UNAVAILABLE,
              DENIED_BY_CONTROL_POLICY,
              INVALID,
              LIMIT,
              ROLLED_BACK,
              LOST,
              UNKNOWN ->
              failure.kind();
        };
    return new Failure(kind, failure.code(), failure.message());
  }

  private static boolean settlesIn(Instant joined, Instant now) {
    return joined.plus(SETTLING_IN).isAfter(now);
  }

  /** The terms on which a failure of that kind is tried again: the one table of them. */
  public static Terms terms(Kind kind) {
    return switch (kind) {
      // A rate recovers in seconds, yet a whole fleet may be waiting for it.
      case THROTTLED -> new Terms(Duration.ofSeconds(2), Duration.ofMinutes(5), 25);
      // 45 tries over about an hour: reports say minutes, at worst more than half an hour.
      case NOT_READY -> new Terms(Duration.ofSeconds(5), Duration.ofSeconds(120), 45);
      // Somebody else's operation on a role stack takes a minute or two.
      case CONFLICT -> new Terms(Duration.ofSeconds(10), Duration.ofMinutes(2), 20);
      case UNAVAILABLE -> new Terms(Duration.ofSeconds(5), Duration.ofMinutes(2), 15);
      // It may pass, and it may not: not long enough to hold a rollout up.
      case UNKNOWN -> new Terms(Duration.ofSeconds(10), Duration.ofMinutes(2), 5);
      case DRIFT, DENIED, DENIED_BY_CONTROL_POLICY, INVALID, LIMIT, ROLLED_BACK, LOST -> Terms.NONE;
    };
  }

  /**
   * How long a failure is borne.
   *
   * @param base the first wait; each further one is 1.6 times the one before
   * @param cap the longest wait
   * @param tries how often it is tried again; polls of a stack in progress do not count
   */
  public record Terms(Duration base, Duration cap, int tries) {
    private static final double GROWTH = 1.6;
    private static final Terms NONE = new Terms(Duration.ZERO, Duration.ZERO, 0);

    public Terms {
      if (tries < 0 || base.isNegative() || base.compareTo(cap) > 0) {
        throw new IllegalArgumentException("waits grow from a base to a cap, for some tries");
      }
    }

    /** The longest that the wait after so many failures may be. */
    Duration longest(int failures) {
      double grown = base.toMillis() * Math.pow(GROWTH, failures);
      return Duration.ofMillis((long) Math.min(grown, cap.toMillis()));
    }
  }
}
