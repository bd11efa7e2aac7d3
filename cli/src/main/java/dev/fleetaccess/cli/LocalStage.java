package dev.fleetaccess.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.local.LocalListener;
import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.report.NoticeEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Shows what happens in a local organization: a line for each event, and what goes wrong. */
final class LocalStage implements LocalListener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Screen screen;
  private final Map<String, String> created = new ConcurrentHashMap<>();
  private volatile boolean talkative;

  LocalStage(Screen screen) {
    this.screen = Objects.requireNonNull(screen);
  }

  void introduce(LocalOrganization organization) {
    screen.table(
        List.of(
            List.of("part", "where"),
            List.of("AWS endpoint", organization.endpoint().toString()),
            List.of("role repository", organization.repository().toString())));
  }

  /** From now on what the functions say of rollouts and accounts is shown too. */
  void talkative() {
    talkative = true;
  }

  /** The account that a request for one made, once its event was seen. */
  Optional<String> created(String request) {
    return Optional.ofNullable(created.get(request));
  }

  /** The ledger in this organization's table, read as its administrator. */
  LedgerReader ledger(LocalOrganization organization) {
    var session = organization.watchingSession();
    System.setProperty("aws.endpointUrl", organization.endpoint().toString());
    System.setProperty("aws.region", organization.region());
    System.setProperty("aws.accessKeyId", session.accessKeyId());
    System.setProperty("aws.secretAccessKey", session.secretAccessKey());
    System.setProperty("aws.sessionToken", session.sessionToken());
    return new LedgerReader(
        organization.blueprint().tables().getFirst().name(), organization.region());
  }

  @Override
  public void event(JsonNode event, List<String> rules) {
    JsonNode detail = event.path("detail");
    String name =
        detail
            .path("eventName")
            .asText(detail.path("event").asText(event.path("detail-type").asText()));
    JsonNode status = detail.path("serviceEventDetails").path("createAccountStatus");
    if (status.has("accountId")) {
      created.put(status.path("id").asText(), status.path("accountId").asText());
    }
    screen.aside(
        "event %s of %s → %s"
            .formatted(
                name,
                event.path("source").asText(),
                rules.isEmpty() ? nobody(event) : String.join(", ", rules)));
  }

  /** Our own are put there for whoever wants to know; rules of the organization's are no matter. */
  private static String nobody(JsonNode event) {
    return event.path("source").asText().equals(NoticeEvent.SOURCE) ? "nobody listens" : "no rule";
  }

  @Override
  public void published(String topic, String subject, String message) {
    screen.aside("told by " + topic + ": " + subject);
  }

  @Override
  public void line(String function, String line) {
    Optional<JsonNode> json = json(line);
    if (json.isEmpty()) {
      screen.aside(function + ": " + line);
      return;
    }
    String happening = json.get().path("happening").asText();
    boolean warning = happening.equals("warning");
    if (warning || (talkative && happening.equals("rollout"))) {
      screen.aside(function + ": " + json.get().path("message").asText() + why(json.get()));
    } else if (talkative && happening.equals("answered")) {
      declined(json.get()).ifPresent(why -> screen.aside(function + ": " + why));
    } else if (talkative && happening.equals("visited")) {
      screen.aside(
          "%s %s %s %s"
              .formatted(
                  json.get().path("account").asText(),
                  json.get().path("stack").asText(),
                  json.get().path("state").asText(),
                  json.get().path("note").asText()));
    }
  }

  /** Why an event led to nothing; what it led to is seen anyway. */
  private static Optional<String> declined(JsonNode line) {
    JsonNode answer = json(line.path("answer").asText()).orElseGet(JSON::createObjectNode);
    return Optional.of(answer.path("status").asText())
        .filter(status -> status.equals("refused") || status.equals("ignored"))
        .map(status -> status + ": " + answer.path("message").asText());
  }

  private static String why(JsonNode json) {
    return json.has("why") ? " (" + json.path("why").asText() + ")" : "";
  }

  private static Optional<JsonNode> json(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      return json != null && json.isObject() ? Optional.of(json) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @Override
  public void notice(String sentence) {
    screen.aside(sentence);
  }
}
