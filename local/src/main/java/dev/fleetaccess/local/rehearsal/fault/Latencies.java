package dev.fleetaccess.local.rehearsal.fault;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How long everything takes in a rehearsal. All are log-normal, by median and 99th percentile, and
 * assumed: AWS publishes none of them. What is listed are round numbers of the size that people
 * measure from a function in the same region, warm connections given.
 */
public final class Latencies {
  /** A stack with one role: mostly IAM's own time, which CloudFormation waits out. */
  public static final Duration STACK_MEDIAN = Duration.ofSeconds(22);

  /** One stack in a hundred takes longer. */
  public static final Duration STACK_P99 = Duration.ofSeconds(60);

  /** A new role is known to every region's IAM after some seconds. */
  public static final Duration ROLE_PROPAGATION = Duration.ofSeconds(8);

  /** CreateAccount's result takes about a minute or two. */
  public static final Duration ACCOUNT_CREATION = Duration.ofSeconds(90);

  /** And then the account's role cannot be entered for a while. */
  public static final Duration ACCOUNT_READINESS = Duration.ofSeconds(150);

  /** A closed account stays PENDING_CLOSURE for some minutes. */
  public static final Duration ACCOUNT_CLOSING = Duration.ofMinutes(10);

  /** Lambda hands an SQS batch or an event to a warm function. */
  public static final Duration INVOCATION = Duration.ofMillis(8);

  /** A new execution environment, JVM start to first call. */
  public static final Duration COLD_START = Duration.ofMillis(1_000);

  /** Lambda's poller takes messages out of a queue. */
  public static final Duration RECEIVE = Duration.ofMillis(20);

  /** EventBridge delivers half a second after the event, at the median. */
  public static final Duration EVENT_MEDIAN = Duration.ofMillis(500);

  /** Events through CloudTrail come minutes late at times. */
  public static final Duration EVENT_P99 = Duration.ofSeconds(60);

  private static final double Z99 = 2.3263478740408408;

  private static final Spread OTHER = ms(50, 250);
  private static final Spread EVENT = new Spread(EVENT_MEDIAN, EVENT_P99);

  private static final Map<String, Spread> TABLE =
      Map.ofEntries(
          Map.entry("sts:AssumeRole", ms(60, 300)),
          Map.entry("cloudformation:DescribeStacks", ms(70, 350)),
          Map.entry("cloudformation:DescribeStackEvents", ms(90, 400)),
          Map.entry("cloudformation:DescribeEvents", ms(90, 400)),
          // A write checks the template before it answers.
          Map.entry("cloudformation:CreateStack", ms(450, 1_800)),
          Map.entry("cloudformation:UpdateStack", ms(450, 1_800)),
          Map.entry("cloudformation:DeleteStack", ms(200, 900)),
          Map.entry("cloudformation:ContinueUpdateRollback", ms(300, 1_200)),
          Map.entry("cloudformation:UpdateTerminationProtection", ms(150, 700)),
          Map.entry("organizations:ListAccounts", ms(120, 500)),
          Map.entry("organizations:DescribeAccount", ms(80, 350)),
          Map.entry("organizations:DescribeOrganization", ms(80, 350)),
          Map.entry("codecommit:GetBranch", ms(60, 300)),
          Map.entry("codecommit:GetFile", ms(90, 400)),
          Map.entry("dynamodb:GetItem", ms(4, 20)),
          Map.entry("dynamodb:PutItem", ms(6, 30)),
          Map.entry("dynamodb:UpdateItem", ms(6, 30)),
          Map.entry("dynamodb:DeleteItem", ms(6, 30)),
          Map.entry("dynamodb:TransactWriteItems", ms(14, 60)),
          // Sixteen partitions side by side: the slowest of them counts.
          Map.entry("dynamodb:Query", ms(25, 90)),
          Map.entry("sqs:SendMessageBatch", ms(12, 60)),
          Map.entry("sqs:SendMessage", ms(10, 50)));

  private final SplittableRandom chance;

  /** Draws from that chance. */
  public Latencies(SplittableRandom chance) {
    this.chance = chance;
  }

  /** How long a call takes this time. */
  public Duration draw(String service, String operation) {
    return draw(TABLE.getOrDefault(service + ":" + operation, OTHER));
  }

  /** How late an event comes this time. */
  public Duration event() {
    return draw(EVENT);
  }

  /** The middle of what a call takes. */
  public static Duration median(String service, String operation) {
    return TABLE.getOrDefault(service + ":" + operation, OTHER).median;
  }

  private Duration draw(Spread spread) {
    return Duration.ofNanos((long) Math.exp(spread.mu + spread.sigma * chance.nextGaussian()));
  }

  private static Spread ms(long median, long p99) {
    return new Spread(Duration.ofMillis(median), Duration.ofMillis(p99));
  }

  private record Spread(Duration median, double mu, double sigma) {
    Spread(Duration median, Duration p99) {
      this(median, Math.log(median.toNanos()), sigma(median, p99));
    }

    private static double sigma(Duration median, Duration p99) {
      return (Math.log(p99.toNanos()) - Math.log(median.toNanos())) / Z99;
    }
  }
}
