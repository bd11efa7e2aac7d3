package dev.fleetaccess.local.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.Caller;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A service in AWS's JSON 1.1 protocol. */
final class JsonService implements WireService {
  private static final Map<String, String> CODES =
      Map.of(
          "AccessDenied", "AccessDeniedException",
          "InvalidClientTokenId", "UnrecognizedClientException",
          "ExpiredToken", "ExpiredTokenException",
          "Throttling", "ThrottlingException");

  private final SimulatedOrganization world;
  private final String signingName;
  private final String target;
  private final Map<String, JsonOperation> operations;

  JsonService(
      SimulatedOrganization world,
      String signingName,
      String target,
      Map<String, JsonOperation> operations) {
    this.world = world;
    this.signingName = signingName;
    this.target = target;
    this.operations = Map.copyOf(operations);
  }

  @Override
  public Set<String> signingNames() {
    return Set.of(signingName);
  }

  @Override
  public WireReply answer(WireRequest request) {
    try {
      return reply(200, perform(request));
    } catch (AwsError e) {
      return reply(e.status() < 500 ? 400 : e.status(), error(e));
    }
  }

  private JsonNode perform(WireRequest request) {
    var session = world.authenticate(request.scope().accessKeyId());
    var name = request.header("x-amz-target").orElse("").replace(target + ".", "");
    var operation = operations.get(name);
    if (operation == null) {
      throw AwsError.of(
          "UnknownOperationException",
          400,
          "Could not find operation "
              + name
              + ": the simulated organization has these of "
              + signingName
              + ": "
              + String.join(", ", operations.keySet().stream().sorted().toList()));
    }
    var body = body(request.text());
    return world.perform(
        new Caller(session, request.scope().region()),
        session.account(),
        signingName,
        name,
        access -> operation.answer(access, body));
  }

  private static JsonNode body(String text) {
    try {
      return text.isBlank() ? Json.object() : Json.read(text);
    } catch (JsonProcessingException e) {
      throw AwsError.of("SerializationException", 400, "The body is not JSON.");
    }
  }

  private static JsonNode error(AwsError error) {
    var body = Json.object();
    body.put("__type", CODES.getOrDefault(error.code(), error.code()));
    // Services model the message in either case; both satisfy every client.
    body.put("Message", error.text());
    body.put("message", error.text());
    error.details().forEach(body::put);
    return body;
  }

  private static WireReply reply(int status, JsonNode body) {
    return new WireReply(
        status,
        Map.of(
            "Content-Type",
            "application/x-amz-json-1.1",
            "x-amzn-RequestId",
            UUID.randomUUID().toString()),
        Json.write(body).getBytes(StandardCharsets.UTF_8));
  }
}
