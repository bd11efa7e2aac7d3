package dev.fleetaccess.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.local.blueprint.Blueprint;
import dev.fleetaccess.local.blueprint.IncompleteTemplate;
import dev.fleetaccess.local.blueprint.RulePart;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBusTest {
  private static final Place PLACE = new Place("aws", "us-east-1", "111122223333");

  private final List<String> delivered = new ArrayList<>();
  private final List<String> matched = new ArrayList<>();
  private final EventBus bus = bus(rules());

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "codecommit.reference-created, FleetAccess-RepositoryPushed",
    "codecommit.reference-updated, FleetAccess-RepositoryPushed",
    "codecommit.reference-updated.merge, FleetAccess-RepositoryPushed",
    "codecommit.reference-updated.other-branch, ''",
    "codecommit.reference-deleted, ''",
    "create-account-result.succeeded, FleetAccess-AccountCreated",
    "create-account-result.failed, ''",
    "move-account, FleetAccess-AccountMoved",
    "move-account.refused, ''",
    "console.hello-world, ''",
    "console.empty, ''",
  })
  void eachSampleMatchesTheRuleItIsMeantFor(String sample, String rule) {
    int targets = bus.put(Json.read(resource("events/" + sample + ".json")));
    assertThat(matched).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    assertThat(targets).isEqualTo(matched.size());
    assertThat(delivered).hasSize(matched.size());
  }

  @Test
  void theTargetGetsTheWholeEvent() {
    String sample = resource("events/codecommit.reference-created.json");
    bus.put(Json.read(sample));
    assertThat(delivered.get(0))
        .startsWith("arn:aws:lambda:us-east-1:111122223333:function:FleetAccess-Orchestrator ");
    assertThat(Json.read(delivered.get(0).substring(delivered.get(0).indexOf('{'))))
        .isEqualTo(Json.read(sample));
  }

  @Test
  void aScheduledRuleSendsItsConstantInput() {
    bus.fire(bus.rules().stream().filter(r -> r.schedule().isPresent()).findFirst().orElseThrow());
    assertThat(delivered).hasSize(1);
    assertThat(delivered.get(0)).endsWith("{\"heartbeat\":true}");
  }

  @Test
  void anEnvelopeCarriesAccountRegionAndTime() {
    var event = bus.envelope("aws.codecommit", "Change", List.of("arn"), Json.object());
    assertThat(event.path("account").asText()).isEqualTo("111122223333");
    assertThat(event.path("region").asText()).isEqualTo("us-east-1");
    assertThat(event.path("time").asText()).isEqualTo("2026-11-20T10:00:00Z");
  }

  @Test
  void aPatternThatIsNoneNamesItsRule() {
    var rule =
        new RulePart("Bad", "arn", Optional.of("{\"source\": \"x\"}"), Optional.empty(), List.of());
    assertThatThrownBy(() -> bus(List.of(rule)))
        .isInstanceOf(IncompleteTemplate.class)
        .hasMessageContaining("rule Bad");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "rate(5 minutes), PT5M",
    "rate(1 day), PT24H",
    "rate(1 hour), PT1H",
    "cron(0 3 * * ? *), ''"
  })
  void ratesFireAndCalendarExpressionsDoNot(String expression, String period) {
    assertThat(Schedules.period(expression))
        .isEqualTo(period.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(period)));
  }

  private EventBus bus(List<RulePart> rules) {
    return new EventBus(
        rules,
        PLACE,
        (arn, payload) -> delivered.add(arn + " " + payload),
        (event, names) -> matched.addAll(names),
        InstantSource.fixed(Instant.parse("2026-11-20T10:00:00.5Z")));
  }

  private static List<RulePart> rules() {
    return Blueprint.parse(
            resource("sample.template.json"),
            new Blueprint.Deployment(
                PLACE, "FleetAccess", URI.create("http://127.0.0.1"), Map.of()))
        .rules();
  }

  private static String resource(String name) {
    try (var in = EventBusTest.class.getResourceAsStream("/dev/fleetaccess/local/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
