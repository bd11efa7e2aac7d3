package dev.fleetaccess.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A function that does what its input says. Runs in a process of its own, from a jar. */
public final class TryHandler implements RequestStreamHandler {
  /** Opens when two invocations are in it at once. */
  private static final CountDownLatch MEETING = new CountDownLatch(2);

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String order = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    String plain = order.startsWith("{") ? order : order.replace("\"", "");
    output.write(obey(plain, context).getBytes(StandardCharsets.UTF_8));
  }

  private static String obey(String order, Context context) throws IOException {
    try {
      return switch (order.split(":")[0]) {
        case "process" -> Long.toString(ProcessHandle.current().pid());
        case "die" -> {
          Runtime.getRuntime().halt(3);
          yield "";
        }
        case "hang" -> {
          new CountDownLatch(1).await();
          yield "";
        }
        case "meet" -> {
          MEETING.countDown();
          MEETING.await();
          yield "met";
        }
        case "request" -> throw new IllegalStateException(context.getAwsRequestId());
        case "throw" -> throw new IllegalStateException("as ordered");
        case "environment" -> String.valueOf(System.getenv(order.split(":")[1]));
        case "trace" -> System.getProperty("com.amazonaws.xray.traceHeader");
        case "arn" -> context.getInvokedFunctionArn();
        case "credentials" ->
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(
                            URI.create(System.getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI")))
                        .header("Authorization", System.getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN"))
                        .build(),
                    BodyHandlers.ofString())
                .body();
        case "log" -> {
          context.getLogger().log("hello from the function");
          yield "logged";
        }
        default -> {
          context.getLogger().log("received " + order);
          yield order;
        }
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
