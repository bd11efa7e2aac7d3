package dev.fleetaccess.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/**
 * The main class of a function's process where AWS's runtime interface client has no native
 * library: macOS and Windows. It speaks the same Runtime API. Uses nothing of this project outside
 * its own three classes, so that the process loads no other.
 */
public final class StandInRuntime {
  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String api;

  private StandInRuntime(String api) {
    this.api = "http://" + api + "/2018-06-01/runtime/";
  }

  /**
   * Runs a function until the Runtime API ends.
   *
   * @param arguments the handler, such as {@code package.Class::handleRequest}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var runtime = new StandInRuntime(System.getenv("AWS_LAMBDA_RUNTIME_API"));
    StandInHandler handler;
    try {
      handler = StandInHandler.load(arguments[0]);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      runtime.post("init/error", document(e.getCause() == null ? e : e.getCause()));
      System.exit(1);
      return;
    }
    while (true) {
      runtime.once(handler);
    }
  }

  private void once(StandInHandler handler) throws IOException, InterruptedException {
    HttpResponse<byte[]> next =
        http.send(
            HttpRequest.newBuilder(URI.create(api + "invocation/next")).build(),
            BodyHandlers.ofByteArray());
    if (next.statusCode() != 200) {
      throw new IOException("the Runtime API answered " + next.statusCode());
    }
    Context context = new StandInContext(next.headers());
    next.headers()
        .firstValue("Lambda-Runtime-Trace-Id")
        .ifPresent(trace -> System.setProperty(TRACE_PROPERTY, trace));
    String path = "invocation/" + context.getAwsRequestId();
    byte[] answer;
    try {
      answer = handler.handle(next.body(), context);
    } catch (IOException | RuntimeException | Error e) {
      post(path + "/error", document(e));
      return;
    }
    post(path + "/response", answer);
  }

  private void post(String path, byte[] body) throws IOException, InterruptedException {
    http.send(
        HttpRequest.newBuilder(URI.create(api + path))
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.discarding());
  }

  private static byte[] document(Throwable thrown) {
    return ("{\"errorType\":\""
            + StandInContext.escaped(thrown.getClass().getName())
            + "\",\"errorMessage\":\""
            + StandInContext.escaped(String.valueOf(thrown.getMessage()))
            + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
