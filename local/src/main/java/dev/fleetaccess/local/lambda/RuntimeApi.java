package dev.fleetaccess.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.wire.WireReply;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Lambda's Runtime API, a path for each process: {@code /_rt/FUNCTION/INDEX/2018-06-01/runtime/…}.
 * A path of its own tells which process took an invocation, so that its end can fail it.
 */
final class RuntimeApi implements HttpHandler {
  static final String PREFIX = "/_rt/";

  private static final WireReply ACCEPTED =
      WireReply.of(202, "application/json", "{\"status\":\"OK\"}");

  private final Map<String, FunctionHost> functions;

  RuntimeApi(Map<String, FunctionHost> functions) {
    this.functions = Map.copyOf(functions);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().substring(PREFIX.length()).split("/", 5);
    var host = Optional.ofNullable(functions.get(path[0]));
    if (host.isEmpty() || path.length < 5) {
      Endpoint.send(exchange, WireReply.of(404, "application/json", "{}"));
      return;
    }
    Slot slot = host.get().slot(Integer.parseInt(path[1]));
    String what = path[4];
    if (what.equals("invocation/next")) {
      next(exchange, slot, host.get().part().arn());
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (what.equals("init/error")) {
      slot.startFailed(failure(exchange, body));
      Endpoint.send(exchange, ACCEPTED);
      return;
    }
    String[] part = what.split("/");
    boolean known = part.length == 3 && part[0].equals("invocation");
    Answer answer =
        known && part[2].equals("response") ? new Answer.Returned(body) : failure(exchange, body);
    Endpoint.send(
        exchange,
        known && slot.complete(part[1], answer)
            ? ACCEPTED
            : WireReply.of(
                403,
                "application/json",
                "{\"errorMessage\":\"no such invocation\",\"errorType\":\"InvalidRequestID\"}"));
  }

  private static void next(HttpExchange exchange, Slot slot, String arn) throws IOException {
    var taken = slot.next();
    if (taken.isEmpty()) {
      return;
    }
    Invocation invocation = taken.get().invocation();
    try {
      Endpoint.send(
          exchange,
          new WireReply(
              200,
              Map.of(
                  "Content-Type", "application/json",
                  "Lambda-Runtime-Aws-Request-Id", invocation.id(),
                  "Lambda-Runtime-Deadline-Ms", Long.toString(taken.get().deadlineMillis()),
                  "Lambda-Runtime-Invoked-Function-Arn", arn,
                  "Lambda-Runtime-Trace-Id", invocation.lineage().traceHeader()),
              invocation.payload()));
    } catch (IOException e) {
      slot.giveBack(invocation);
      throw e;
    }
  }

  private static Answer.Failed failure(HttpExchange exchange, byte[] body) {
    var type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
    return new Answer.Failed(
        Optional.ofNullable(type).orElseGet(() -> Json.read(body).path("errorType").asText()),
        body);
  }
}
