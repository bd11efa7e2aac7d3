package dev.fleetaccess.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.lambda.Answer;
import dev.fleetaccess.local.lambda.Session;
import dev.fleetaccess.local.wire.WireReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What the command line asks a local organization that runs in another process: sessions of its
 * roles, where its ledger is, and an invocation by hand. Only this machine can ask, and only
 * simulated roles are given out.
 */
final class ControlHandler implements HttpHandler {
  /** The paths it answers. */
  static final String PREFIX = "/_fleet/";

  private static final String ACCOUNT = "credentials/[0-9]{12}";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalOrganization organization;

  ControlHandler(LocalOrganization organization) {
    this.organization = Objects.requireNonNull(organization);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      Endpoint.send(
          exchange,
          switch (path) {
            case "credentials/hub" -> credentials(organization.hubSession());
            case "credentials/administrator" -> credentials(organization.administratorSession());
            case "ledger" -> ledger();
            case "invoke" -> invoke(new String(body, StandardCharsets.UTF_8));
            default ->
                path.matches(ACCOUNT)
                    ? credentials(
                        organization.administratorSession(path.substring(path.indexOf('/') + 1)))
                    : problem(404, "there is nothing at " + path);
          });
    } catch (IllegalStateException e) {
      Endpoint.send(exchange, problem(409, e.getMessage()));
    }
  }

  private WireReply credentials(Session session) {
    return WireReply.of(200, "application/json", environment(session).toString());
  }

  /** Where the ledger is, and a session to read it by that nobody counts. */
  private WireReply ledger() {
    String repository = organization.repository().getPath();
    var answer =
        environment(organization.watchingSession())
            .put("FLEET_TABLE", organization.blueprint().tables().getFirst().name())
            .put("FLEET_REPOSITORY", repository.substring(repository.lastIndexOf('/') + 1));
    return WireReply.of(200, "application/json", answer.toString());
  }

  private ObjectNode environment(Session session) {
    return JSON.createObjectNode()
        .put("AWS_ACCESS_KEY_ID", session.accessKeyId())
        .put("AWS_SECRET_ACCESS_KEY", session.secretAccessKey())
        .put("AWS_SESSION_TOKEN", session.sessionToken())
        .put("AWS_ENDPOINT_URL", organization.endpoint().toString())
        .put("AWS_REGION", organization.region())
        .put("AWS_DEFAULT_REGION", organization.region());
  }

  private WireReply invoke(String json) {
    Answer answer = organization.invoke(json);
    return WireReply.of(
        answer instanceof Answer.Returned ? 200 : 502, "application/json", answer.text());
  }

  private static WireReply problem(int status, String message) {
    return WireReply.of(
        status, "application/json", JSON.createObjectNode().put("message", message).toString());
  }
}
