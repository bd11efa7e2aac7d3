package dev.fleetaccess.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.endpoint.Access;
import dev.fleetaccess.local.endpoint.ErrorReply;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import dev.fleetaccess.local.wire.WireService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Lambda's own API as far as people use it by hand: Invoke, ListFunctions, GetFunction. */
public final class LambdaService implements WireService {
  private static final String FUNCTIONS = "/2015-03-31/functions";

  /** The largest payload of a synchronous invocation, a Lambda quota: 6 MB. */
  private static final int SYNCHRONOUS_LIMIT = 6 * 1024 * 1024;

  /** The largest payload of an asynchronous invocation, a Lambda quota: 1 MB. */
  private static final int ASYNCHRONOUS_LIMIT = 1024 * 1024;

  private final LambdaHost functions;
  private final AsyncInvoker asynchronous;

  /** Makes the service. */
  public LambdaService(LambdaHost functions, AsyncInvoker asynchronous) {
    this.functions = Objects.requireNonNull(functions);
    this.asynchronous = Objects.requireNonNull(asynchronous);
  }

  @Override
  public Set<String> signingNames() {
    return Set.of("lambda");
  }

  /** What a request needs. */
  public static List<Access> accesses(WireRequest request, Place place) {
    var name = name(request);
    String action =
        name.isEmpty()
            ? "ListFunctions"
            : path(request).endsWith("/invocations") ? "InvokeFunction" : "GetFunction";
    return List.of(
        new Access(
            "lambda:" + action,
            name.map(function -> place.arn("lambda", "function:" + function)).orElse("*")));
  }

  @Override
  public WireReply answer(WireRequest request) {
    var name = name(request);
    if (name.isEmpty()) {
      return list();
    }
    var function = functions.function(name.get());
    if (function.isEmpty()) {
      return ErrorReply.of(
          request, 404, "ResourceNotFoundException", "Function not found: " + name.get());
    }
    if (path(request).endsWith("/invocations")) {
      return invoke(request, function.get());
    }
    ObjectNode body = Json.object();
    if (path(request).endsWith("/configuration")) {
      body = configuration(function.get());
    } else {
      body.set("Configuration", configuration(function.get()));
    }
    return WireReply.of(200, "application/json", body.toString());
  }

  private WireReply list() {
    ObjectNode body = Json.object();
    var list = body.putArray("Functions");
    functions.functions().forEach(function -> list.add(configuration(function)));
    return WireReply.of(200, "application/json", body.toString());
  }

  private WireReply invoke(WireRequest request, FunctionPart function) {
    String type = request.header("x-amz-invocation-type").orElse("RequestResponse");
    int limit = type.equals("Event") ? ASYNCHRONOUS_LIMIT : SYNCHRONOUS_LIMIT;
    if (request.body().length > limit) {
      return ErrorReply.of(
          request,
          413,
          "RequestTooLargeException",
          "Request must be smaller than " + limit + " bytes for this invocation type");
    }
    byte[] payload =
        request.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : request.body();
    try {
      Json.read(payload);
    } catch (IllegalArgumentException e) {
      return ErrorReply.of(request, 400, "InvalidRequestContentException", e.getMessage());
    }
    return switch (type) {
      case "DryRun" -> new WireReply(204, Map.of(), new byte[0]);
      case "Event" -> {
        asynchronous.invoke(function.name(), payload);
        yield new WireReply(202, Map.of(), new byte[0]);
      }
      default -> synchronous(function, payload);
    };
  }

  private WireReply synchronous(FunctionPart function, byte[] payload) {
    Answer answer;
    try {
      answer = functions.invoke(function.name(), payload, Lineage.NONE).join();
    } catch (CompletionException e) {
      throw new IllegalStateException(e.getCause());
    }
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("X-Amz-Executed-Version", "$LATEST");
    if (answer instanceof Answer.Failed) {
      headers.put("X-Amz-Function-Error", "Unhandled");
    }
    return new WireReply(200, headers, answer.payload());
  }

  private static ObjectNode configuration(FunctionPart function) {
    return Json.object()
        .put("FunctionName", function.name())
        .put("FunctionArn", function.arn())
        .put("Handler", function.handler())
        .put("Role", function.role().arn())
        .put("Timeout", function.timeout().toSeconds())
        .put("MemorySize", function.memoryMegabytes())
        .put("State", "Active");
  }

  /** The function's name out of a name, an ARN, or either with a qualifier. */
  private static Optional<String> name(WireRequest request) {
    String rest = path(request).substring(FUNCTIONS.length());
    String[] parts = rest.split("/");
    if (parts.length < 2 || parts[1].isEmpty()) {
      return Optional.empty();
    }
    String[] name = URLDecoder.decode(parts[1], StandardCharsets.UTF_8).split(":");
    return Optional.of(name.length > 6 ? name[6] : name[0]);
  }

  private static String path(WireRequest request) {
    String path = request.path().split("\\?", 2)[0];
    if (!path.startsWith(FUNCTIONS)) {
      throw new IllegalArgumentException("Lambda's local part has no " + path);
    }
    return path;
  }
}
