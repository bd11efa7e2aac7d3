package dev.fleetaccess.local.table;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.blueprint.TablePart;
import dev.fleetaccess.local.endpoint.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;

/**
 * DynamoDB Local in memory on a loopback port of its own. Its own starter is not used: it listens
 * on every interface.
 */
public final class LocalTables implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final Server server;
  private final LocalDynamoDBRequestHandler tables;
  private final URI uri;

  private LocalTables(Server server, LocalDynamoDBRequestHandler tables, URI uri) {
    this.server = server;
    this.tables = tables;
    this.uri = uri;
  }

  /**
   * Starts it.
   *
   * @param folder an own folder for its native library
   */
  public static LocalTables start(Path folder) {
    Objects.requireNonNull(folder);
    // It prints warnings of its own to the standard output, by Log4j.
    System.setProperty("log4j2.configurationFile", "dev/fleetaccess/local/table/log4j2-quiet.xml");
    NativeLibrary.unpack(folder);
    try {
      // In memory, and one set of tables for every access key and region.
      var tables = new LocalDynamoDBRequestHandler(0, true, null, true, false);
      var server = new Server(new InetSocketAddress("127.0.0.1", 0));
      server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(tables, "*"), "/"));
      var connector = (ServerConnector) server.getConnectors()[0];
      // Longer than clients keep a connection, or a request meets one that is just being closed.
      connector.setIdleTimeout(IDLE.toMillis());
      server.start();
      int port = connector.getLocalPort();
      return new LocalTables(server, tables, URI.create("http://127.0.0.1:" + port));
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start: " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  public URI uri() {
    return uri;
  }

  /** Makes a table as the template says. */
  public void create(TablePart table, HttpClient client) {
    call("CreateTable", table.definition(), client);
    table
        .timeToLive()
        .ifPresent(
            attribute -> {
              var request = Json.object().put("TableName", table.name());
              request
                  .putObject("TimeToLiveSpecification")
                  .put("Enabled", true)
                  .put("AttributeName", attribute);
              call("UpdateTimeToLive", request, client);
            });
  }

  private void call(String operation, JsonNode body, HttpClient client) {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=local")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
            .build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(operation + " answered " + response.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    } finally {
      tables.shutdown();
    }
  }
}
