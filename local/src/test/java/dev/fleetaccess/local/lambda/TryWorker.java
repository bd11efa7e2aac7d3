package dev.fleetaccess.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function behind a queue that does what each message says. {@code again:N} sends {@code
 * again:N-1} to the queue it came from, with the trace header of the invocation, as the SDK does.
 */
public final class TryWorker implements RequestStreamHandler {
  private static final Pattern RECORD =
      Pattern.compile("\"messageId\":\"([^\"]*)\".*?\"body\":\"([^\"]*)\"");
  private static final Pattern ACCESS_KEY = Pattern.compile("\"AccessKeyId\":\"([^\"]*)\"");

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    var failures = new StringJoiner(",", "{\"batchItemFailures\":[", "]}");
    Matcher record = RECORD.matcher(event);
    while (record.find()) {
      String body = record.group(2);
      switch (body.split(":")[0]) {
        case "poison" -> failures.add("{\"itemIdentifier\":\"" + record.group(1) + "\"}");
        case "throw" -> throw new IllegalStateException("as ordered");
        case "again" -> again(Integer.parseInt(body.split(":")[1]));
        default -> {}
      }
      context.getLogger().log("handled " + body);
    }
    output.write(failures.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void again(int left) throws IOException {
    if (left == 0) {
      return;
    }
    String body =
        "{\"QueueUrl\":\""
            + System.getenv("QUEUE")
            + "\",\"MessageBody\":\"again:"
            + (left - 1)
            + "\"}";
    try (var http = HttpClient.newHttpClient()) {
      var credentials =
          HttpRequest.newBuilder(URI.create(System.getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI")))
              .header("Authorization", System.getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN"))
              .build();
      Matcher key = ACCESS_KEY.matcher(http.send(credentials, BodyHandlers.ofString()).body());
      if (!key.find()) {
        throw new IOException("no credentials");
      }
      var request =
          HttpRequest.newBuilder(URI.create(System.getenv("AWS_ENDPOINT_URL")))
              .header("X-Amz-Target", "AmazonSQS.SendMessage")
              .header("Content-Type", "application/x-amz-json-1.0")
              .header("X-Amzn-Trace-Id", System.getProperty("com.amazonaws.xray.traceHeader"))
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256 Credential="
                      + key.group(1)
                      + "/20261120/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0")
              .POST(BodyPublishers.ofString(body))
              .build();
      var reply = http.send(request, BodyHandlers.ofString());
      if (reply.statusCode() != 200) {
        throw new IOException(reply.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
