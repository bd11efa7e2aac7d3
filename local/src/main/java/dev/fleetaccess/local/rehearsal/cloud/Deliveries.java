package dev.fleetaccess.local.rehearsal.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.lambda.Lineage;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.fault.Latencies;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Events on their way to a function: late, twice, lost; delivered again by Lambda, under the same
 * request id, when it failed, and now and then when it did not.
 */
public final class Deliveries {
  /** Lambda waits a minute before the first retry and two before the second. */
  private static final List<Duration> RETRIES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

  /**
   * Lambda delivers an asynchronous request again at any time as long as it keeps it, which is six
   * hours; in one much else has happened since.
   */
  private static final Duration LONGEST_LATER = Duration.ofHours(1);

  /** So many times as often as an event comes twice, or no rehearsal would see it. */
  private static final int ORDERS_ARE_FEW = 5;

  private final SimulatedFunction function;
  private final VirtualTime time;
  private final Faults faults;
  private final Latencies latencies;
  private int requests;
  private int dead;

  /** Deliveries to that function. */
  public Deliveries(
      SimulatedFunction function, VirtualTime time, Faults faults, Latencies latencies) {
    this.function = Objects.requireNonNull(function);
    this.time = Objects.requireNonNull(time);
    this.faults = Objects.requireNonNull(faults);
    this.latencies = Objects.requireNonNull(latencies);
  }

  /** An event whose delivery is best effort. */
  public void event(String payload) {
    JsonNode event = Json.read(payload);
    if (faults.strikes("event lost", faults.profile().eventLost())) {
      return;
    }
    if (faults.strikes("event twice", faults.profile().eventTwice())) {
      time.after(latencies.event(), () -> invoke(event, newRequest(), 0));
    }
    time.after(latencies.event(), () -> invoke(event, newRequest(), 0));
  }

  /** Somebody invokes the function by hand, and does not wait for the answer. */
  public void invoke(String payload) {
    JsonNode event = Json.read(payload);
    String request = newRequest();
    if (faults.strikes("request twice", ORDERS_ARE_FEW * faults.profile().eventTwice())) {
      Duration later = Duration.ofSeconds((long) faults.below(LONGEST_LATER.toSeconds()));
      time.after(later, () -> invoke(event, request, 0));
    }
    invoke(event, request, 0);
  }

  private String newRequest() {
    return "request-" + ++requests;
  }

  /** Events that were given up. */
  public int dead() {
    return dead;
  }

  private void invoke(JsonNode event, String request, int attempt) {
    function.invoke(
        Lineage.NONE,
        environment -> environment.event(event, request),
        good -> {
          if (good) {
            return;
          }
          if (attempt >= Math.min(function.part().retries().attempts(), RETRIES.size())) {
            dead++;
            return;
          }
          time.after(RETRIES.get(attempt), () -> invoke(event, request, attempt + 1));
        });
  }
}
