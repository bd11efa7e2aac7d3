package dev.fleetaccess.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.wire.WireReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;

/**
 * Gives each function's process the session of its role, in the format of the SDKs' container
 * credentials provider, which asks again before the session ends.
 */
final class CredentialsHandler implements HttpHandler {
  static final String PREFIX = "/_credentials/";

  private final String token;
  private final Map<String, String> roles;
  private final Sessions sessions;

  /**
   * Makes the handler.
   *
   * @param token what a process must show
   * @param roles role ARNs by function name
   */
  CredentialsHandler(String token, Map<String, String> roles, Sessions sessions) {
    this.token = Objects.requireNonNull(token);
    this.roles = Map.copyOf(roles);
    this.sessions = Objects.requireNonNull(sessions);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String function = exchange.getRequestURI().getPath().substring(PREFIX.length());
    if (!MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))
        || !roles.containsKey(function)) {
      Endpoint.send(exchange, WireReply.of(403, "application/json", "{\"message\":\"no\"}"));
      return;
    }
    Session session = sessions.open(roles.get(function), function);
    var body =
        Json.object()
            .put("AccessKeyId", session.accessKeyId())
            .put("SecretAccessKey", session.secretAccessKey())
            .put("Token", session.sessionToken())
            .put("Expiration", session.expiration().toString())
            .put("RoleArn", roles.get(function));
    Endpoint.send(exchange, WireReply.of(200, "application/json", body.toString()));
  }
}
