package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.endpoint.Disturbance;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.local.wire.WireRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Makes what the functions ask, receive and are told go wrong, and counts it. Nobody else's
 * requests are touched: those who watch must see what is.
 */
final class WireFaults implements Disturbance {
  private static final String ORCHESTRATOR = "FleetAccess-Orchestrator";
  private static final String WORKER = "FleetAccess-Worker";

  static final String TABLE_REFUSED = "the table refused a write";
  static final String QUEUES_REFUSED = "the queues refused a send";

  /** Longer than the functions wait for an answer. */
  private static final Duration TOO_LATE = Duration.ofSeconds(11);

  /** One look at the items of a rollout is so many queries, and counts as one request. */
  private static final int QUERIES_A_LOOK = 16;

  private static final Set<String> READS = Set.of("GetItem", "Query", "BatchGetItem");

  private final LocalOrganization organization;
  private final SplittableRandom chance;
  private final Map<Mishap, Deck> decks = new EnumMap<>(Mishap.class);
  private final Deck looks;
  private final Map<String, Long> counts = new TreeMap<>();
  private boolean tableOut;
  private boolean queuesOut;
  private boolean on;

  /** Faults drawn from that chance; none as long as they are not switched on. */
  WireFaults(LocalOrganization organization, SplittableRandom chance) {
    this.organization = Objects.requireNonNull(organization);
    this.chance = chance.split();
    this.looks = new Deck(QUERIES_A_LOOK, chance.split());
    for (Mishap mishap : Mishap.values()) {
      decks.put(mishap, new Deck(mishap.onceIn(), chance.split()));
    }
  }

  /** From now on things go wrong, or no longer. */
  synchronized void on(boolean now) {
    on = now;
  }

  /** From now on, or no longer, the table refuses writes. */
  synchronized void tableOut(boolean now) {
    tableOut = now;
  }

  /** From now on, or no longer, the queues refuse sends. */
  synchronized void queuesOut(boolean now) {
    queuesOut = now;
  }

  /** Something else that went wrong. */
  void happened(String words) {
    happened(words, 1);
  }

  /** Something else that went wrong that often. */
  synchronized void happened(String words, long times) {
    counts.merge(words, times, Long::sum);
  }

  /** What went wrong, and how often. */
  synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** What never went wrong, although it should have. */
  synchronized List<String> never() {
    List<String> never = new ArrayList<>(List.of(TABLE_REFUSED, QUEUES_REFUSED));
    for (Mishap mishap : Mishap.values()) {
      never.add(mishap.words());
    }
    never.removeAll(counts.keySet());
    return never;
  }

  @Override
  public Fate request(WireRequest request, String operation) {
    Optional<String> function = function(request);
    return function.isEmpty()
        ? new Fate.Answered()
        : fate(function.get(), request.scope().service(), operation);
  }

  private synchronized Fate fate(String function, String service, String operation) {
    if (tableOut && service.equals("dynamodb") && !READS.contains(operation)) {
      happened(TABLE_REFUSED);
      return new Fate.Refused(500, "InternalServerError", "The table is being moved");
    }
    if (queuesOut && service.equals("sqs")) {
      happened(QUEUES_REFUSED);
      return new Fate.Refused(503, "ServiceUnavailable", "The queue is not available");
    }
    if (operation.equals("Query") && !looks.strikes()) {
      return new Fate.Answered();
    }
    if (strikes(Mishap.KILLED)) {
      organization.kill(function);
      return chance.nextBoolean() ? new Fate.AnswerLost() : new Fate.Unheard();
    }
    if (strikes(Mishap.THROTTLED)) {
      return throttle(service);
    }
    if (strikes(Mishap.UNAVAILABLE)) {
      return new Fate.Refused(500, "InternalFailure", "An internal failure has occurred");
    }
    if (service.equals("cloudformation") && strikes(Mishap.UNKNOWN_ERROR)) {
      return new Fate.Refused(400, "SomethingNewException", "Nobody has seen this before");
    }
    if (strikes(Mishap.UNHEARD)) {
      return new Fate.Unheard();
    }
    if (strikes(Mishap.ANSWER_LOST)) {
      return new Fate.AnswerLost();
    }
    return strikes(Mishap.LATE) ? new Fate.Late(TOO_LATE) : new Fate.Answered();
  }

  @Override
  public synchronized Delivery message(String function) {
    return delivery(Mishap.MESSAGE_LOST, Mishap.MESSAGE_TWICE);
  }

  @Override
  public synchronized Delivery event(String target) {
    return delivery(Mishap.EVENT_LOST, Mishap.EVENT_TWICE);
  }

  private Delivery delivery(Mishap lost, Mishap twice) {
    if (strikes(lost)) {
      return Delivery.NEVER;
    }
    return strikes(twice) ? Delivery.TWICE : Delivery.ONCE;
  }

  private boolean strikes(Mishap mishap) {
    boolean strikes = on && decks.get(mishap).strikes();
    if (strikes) {
      happened(mishap.words());
    }
    return strikes;
  }

  private static Fate throttle(String service) {
    return switch (service) {
      case "organizations" ->
          new Fate.Refused(400, "TooManyRequestsException", "You have sent too many requests.");
      case "sts", "cloudformation", "iam" -> new Fate.Refused(400, "Throttling", "Rate exceeded");
      default -> new Fate.Refused(400, "ThrottlingException", "Rate exceeded");
    };
  }

  /** The function that asks, by its own session or by one that it entered an account with. */
  private Optional<String> function(WireRequest request) {
    try {
      Session session = organization.world().authenticate(request.scope().accessKeyId());
      return Optional.of(session.name())
          .filter(name -> name.startsWith("FleetAccess-"))
          .map(name -> name.equals(ORCHESTRATOR) ? ORCHESTRATOR : WORKER);
    } catch (AwsError e) {
      return Optional.empty();
    }
  }
}
