package dev.fleetaccess.local.rehearsal.fault;

import dev.fleetaccess.local.sim.base.AwsError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Decides, happening by happening, what goes wrong, and counts it. */
public final class Faults {
  private static final Set<String> READS =
      Set.of("GetItem", "Query", "DescribeStacks", "ListAccounts");

  private static final int WRITES = 10;

  /** After so many effects of an invocation its next one is half as likely its last. */
  private static final int LONG = 100;

  private final FaultProfile profile;
  private final SplittableRandom chance;
  private final Map<String, Long> counts = new HashMap<>();
  private boolean ledgerOut;
  private boolean queuesOut;
  private boolean quiet;

  /** Faults of that profile, drawn from that chance. */
  public Faults(FaultProfile profile, SplittableRandom chance) {
    this.profile = profile;
    this.chance = chance;
  }

  /** How much goes wrong. */
  public FaultProfile profile() {
    return profile;
  }

  /** How often what went wrong, by a short name. */
  public Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** From now on, or no longer, the table refuses writes. */
  public void ledgerOut(boolean on) {
    ledgerOut = on;
  }

  /** From now on, or no longer, the queues refuse sends. */
  public void queuesOut(boolean on) {
    queuesOut = on;
  }

  /** From now on nothing goes wrong by chance. */
  public void quiet() {
    quiet = true;
  }

  /** Whether it happens, with that probability; counted when it does. */
  public boolean strikes(String name, double probability) {
    if (quiet || probability <= 0 || chance.nextDouble() >= probability) {
      return false;
    }
    counts.merge(name, 1L, Long::sum);
    return true;
  }

  /**
   * How likely an invocation dies at that effect: writes in accounts are few, and matter most. The
   * chance falls with the effects that it had before, since invocations die by the time they take:
   * with the same chance at each effect, none that plans for 10,000 accounts would ever end.
   */
  public double crashAt(String service, String operation, int before) {
    boolean inAccount = service.equals("cloudformation") || service.equals("iam");
    boolean reads =
        operation.startsWith("Describe")
            || operation.startsWith("Get")
            || operation.startsWith("List");
    double first = inAccount && !reads ? WRITES * profile.crash() : profile.crash();
    return first / (1 + (double) before / LONG);
  }

  /** Counts what happened without being drawn. */
  public void count(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  /** A number from 0 to below that. */
  public double below(double bound) {
    return chance.nextDouble() * bound;
  }

  /** An even chance. */
  public boolean even() {
    return chance.nextBoolean();
  }

  /** The error that a call meets instead of its answer. */
  public Optional<AwsError> refusal(String service, String operation) {
    if (ledgerOut && service.equals("dynamodb") && !READS.contains(operation)) {
      counts.merge("ledger refuses", 1L, Long::sum);
      return Optional.of(AwsError.of("InternalServerError", 500, "The table is being moved"));
    }
    if (queuesOut && service.equals("sqs")) {
      counts.merge("queue refuses", 1L, Long::sum);
      return Optional.of(AwsError.of("ServiceUnavailable", 503, "The queue is not available"));
    }
    if (strikes("throttled", profile.throttled())) {
      return Optional.of(throttle(service));
    }
    if (strikes("unavailable", profile.unavailable())) {
      return Optional.of(AwsError.of("InternalFailure", 500, "An internal failure has occurred"));
    }
    return service.equals("cloudformation") && strikes("unknown error", profile.unknownError())
        ? Optional.of(AwsError.of("SomethingNewException", 400, "Nobody has seen this before"))
        : Optional.empty();
  }

  private static AwsError throttle(String service) {
    return service.equals("organizations")
        ? AwsError.of("TooManyRequestsException", 400, "You have sent too many requests.")
        : AwsError.of("ThrottlingException", 400, "Rate exceeded");
  }
}
