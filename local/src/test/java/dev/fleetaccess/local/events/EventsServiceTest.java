package dev.fleetaccess.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.local.endpoint.Access;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.wire.CredentialScope;
import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventsServiceTest {
  private final List<String> events = new ArrayList<>();
  private final EventsService service =
      new EventsService(
          new EventBus(
              List.of(),
              new Place("aws", "us-east-1", "111111111111"),
              (arn, payload) -> {},
              (event, rules) -> events.add(event.path("detail").path("eventName").asText()),
              InstantSource.system()));

  @Test
  void eachEntryIsPutOrRefusedByItself() {
    var reply =
        call(
            "PutEvents",
            """
            {"Entries": [
              {"Source": "aws.organizations", "DetailType": "x", "Detail": "{\\"eventName\\": \\"CreateAccountResult\\"}"},
              {"Source": "mine", "DetailType": "x", "Detail": "not JSON"},
              {"Source": "mine", "DetailType": "x", "Detail": "[]"}
            ]}
            """);
    var answer = Json.read(reply.body());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(2);
    assertThat(answer.path("Entries").path(0).path("EventId").asText()).isNotEmpty();
    assertThat(answer.path("Entries").path(1).path("ErrorCode").asText())
        .isEqualTo("MalformedDetail");
    assertThat(events).containsExactly("CreateAccountResult");
  }

  @Test
  void whoseEventsTheyAreCanBeAConditionOfThePermission() {
    var request =
        request(
            "PutEvents", "{\"Entries\": [{\"Source\": \"fleetaccess\"}, {\"Source\": \"mine\"}]}");

    assertThat(EventsService.accesses(request, new Place("aws", "us-east-1", "111111111111")))
        .containsExactly(
            new Access(
                "events:PutEvents",
                "arn:aws:events:us-east-1:111111111111:event-bus/default",
                Map.of("events:source", List.of("fleetaccess", "mine"))));
  }

  @Test
  void noEntriesAndOtherOperationsAreRefused() {
    assertThat(call("PutEvents", "{}").status()).isEqualTo(400);
    assertThat(call("PutRule", "{}").status()).isEqualTo(400);
    assertThat(events).isEmpty();
  }

  private WireReply call(String operation, String body) {
    return service.answer(request(operation, body));
  }

  private static WireRequest request(String operation, String body) {
    return new WireRequest(
        "POST",
        "/",
        Map.of("x-amz-target", "AWSEvents." + operation),
        body.getBytes(StandardCharsets.UTF_8),
        new CredentialScope("AKID", "us-east-1", "events"));
  }
}
