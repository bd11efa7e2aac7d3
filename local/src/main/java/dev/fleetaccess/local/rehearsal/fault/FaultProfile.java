package dev.fleetaccess.local.rehearsal.fault;

import java.time.Duration;
import java.util.Objects;

/**
 * How much goes wrong. Probabilities are of one happening: a call, a message, an event, an account.
 *
 * @param name none, low or high
 * @param throttled a call to AWS is refused as too many, beyond what the published rates refuse
 * @param unavailable a call to AWS answers with an internal error
 * @param unknownError a call to CloudFormation answers with a code nobody knows
 * @param crash an invocation dies at an effect, half of the time after the effect took place; at a
 *     write in an account ten times as likely
 * @param messageTwice a message is delivered again although it was deleted, as SQS may
 * @param messageLate a message is overtaken by those sent up to a minute after it
 * @param messageLost a message never comes; SQS promises otherwise, so this stands for a mistake
 * @param eventTwice EventBridge delivers an event again
 * @param eventLost EventBridge never delivers an event: delivery of service events is best effort
 * @param purges how often in a scenario every queue is emptied by somebody
 * @param ledgerOutages how often in a scenario the table refuses every write
 * @param queueOutages how often in a scenario the queues refuse every send
 * @param outage how long each of these lasts
 * @param clockSteps how often in a scenario the functions' clock is set, forth or back
 * @param clockStep by how much at most
 * @param unusable an account is suspended or being closed from the beginning
 * @param leaving an account leaves, is suspended or closed in the middle of things
 * @param denied an account has no access role
 * @param controlled a control policy denies CloudFormation in an account
 * @param foreignRole a role of the spoke's name stands in an account outside any stack
 * @param neverCreated the account's stack stands there broken from an earlier try
 * @param moved an account is moved to another unit, in each step
 * @param byHand somebody writes an account's stack by hand, in each step
 * @param drifted somebody changed an account's role by hand before the roles are compared
 * @param garbled how often in a scenario each queue holds a message that nobody can read
 * @param lacking an account lacks what the bad release needs, where that one is bad
 */
public record FaultProfile(
    String name,
    double throttled,
    double unavailable,
    double unknownError,
    double crash,
    double messageTwice,
    double messageLate,
    double messageLost,
    double eventTwice,
    double eventLost,
    int purges,
    int ledgerOutages,
    int queueOutages,
    Duration outage,
    int clockSteps,
    Duration clockStep,
    double unusable,
    double leaving,
    double denied,
    double controlled,
    double foreignRole,
    double neverCreated,
    double moved,
    double byHand,
    double drifted,
    int garbled,
    double lacking) {
  /** Everything works: for time and calls. */
  public static final FaultProfile NONE =
      new FaultProfile(
          "none",
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          Duration.ZERO,
          0,
          Duration.ZERO,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0);

  /** A usual week of a large organization. */
  public static final FaultProfile LOW =
      new FaultProfile(
          "low",
          // Other tools of the account share its rates.
          0.002,
          // AWS promises 99.9 % and better for most of its services.
          0.001,
          0.0002,
          // Lambda replaces environments; 30 effects a visit make one visit in 700 die.
          0.00005,
          // SQS says "occasionally" of duplicates.
          0.0005,
          0.005,
          0,
          0.001,
          0.001,
          0,
          0,
          0,
          Duration.ofMinutes(10),
          1,
          Duration.ofSeconds(1),
          // Closed accounts stay listed for 90 days.
          0.01,
          0.001,
          // Invited accounts have no access role until somebody makes one.
          0.005,
          0.005,
          0.002,
          0.005,
          0.001,
          0.0005,
          0.005,
          0,
          0.01);

  /** Everything at once, far more often than anybody will see it: to find what breaks. */
  public static final FaultProfile HIGH =
      new FaultProfile(
          "high",
          0.03,
          0.02,
          0.005,
          // About one visit in twenty dies, and most planning invocations of a large fleet.
          0.002,
          0.05,
          0.10,
          // A message in 200 is gone, as after a mistake of a person or of ours.
          0.005,
          0.10,
          0.10,
          1,
          1,
          1,
          Duration.ofMinutes(10),
          4,
          // Beyond what a clock on AWS is ever off by; backwards is what hurts.
          Duration.ofSeconds(30),
          0.03,
          0.02,
          0.03,
          0.03,
          0.04,
          0.05,
          0.01,
          0.02,
          0.15,
          1,
          0.2);

  public FaultProfile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(outage);
    Objects.requireNonNull(clockStep);
  }

  /**
   * The profile of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static FaultProfile named(String name) {
    return switch (name) {
      case "none" -> NONE;
      case "low" -> LOW;
      case "high" -> HIGH;
      default ->
          throw new IllegalArgumentException("a fault profile is none, low or high, not " + name);
    };
  }

  /** Whether nothing goes wrong at all. */
  public boolean calm() {
    return equals(NONE);
  }
}
