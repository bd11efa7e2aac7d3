package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.local.LocalSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The local organization that a command speaks to. */
final class LocalPort {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HIGHEST = 65_535;
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(5);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private int port;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + LocalSettings.DEFAULT_PORT,
      description = "The local organization's port (default: ${DEFAULT-VALUE}).")
  void set(int number) {
    if (number < 0 || number > HIGHEST) {
      throw new ParameterException(command.commandLine(), "--port takes 0 to " + HIGHEST);
    }
    port = number;
  }

  /** What is said where nothing listens. */
  static String nothingOn(int port) {
    return "no local organization listens on port "
        + port
        + ": start one with ./fleet local, or name its port with --port";
  }

  /** Asks whatever listens there; empty where nothing does, or where it is not ours. */
  static Optional<JsonNode> find(int port, String path) {
    try (var client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              request(port, path, "", SHORT_PATIENCE), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static HttpRequest request(int port, String path, String body, Duration patience) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_fleet/" + path))
        .timeout(patience)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /** The local organization on that port. */
  static LocalPort on(int number) {
    var there = new LocalPort();
    there.port = number;
    return there;
  }

  /** The port. */
  int number() {
    return port;
  }

  /**
   * Asks the local organization.
   *
   * @throws IllegalStateException when none listens there, or it refuses
   */
  JsonNode ask(String path, String body) {
    HttpRequest request = request(port, path, body, PATIENCE);
    try (var client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode json = JSON.readTree(answer.body());
      if (answer.statusCode() == 200) {
        return json;
      }
      throw new IllegalStateException(
          json.path("message").asText(json.path("errorMessage").asText(answer.body())));
    } catch (ConnectException e) {
      throw new IllegalStateException(nothingOn(port), e);
    } catch (IOException e) {
      throw new IllegalStateException("port " + port + " gave no answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
