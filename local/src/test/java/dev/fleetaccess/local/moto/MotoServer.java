package dev.fleetaccess.local.moto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of {@code moto_server} on a loopback port of its own; ends when it is closed. */
final class MotoServer implements AutoCloseable {
  private static final String PROGRAM = "moto_server";
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Thread end;
  private final URI endpoint;

  private MotoServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
    // Should this program be ended before the last test.
    this.end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Where it is on this machine. */
  static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it and waits until it answers.
   *
   * @throws IllegalStateException when it does not
   */
  static MotoServer start() {
    try {
      int port = freePort();
      var builder =
          new ProcessBuilder(
              program().orElseThrow().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port));
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      var server = new MotoServer(builder.start(), URI.create("http://127.0.0.1:" + port));
      server.awaitAnswer();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI endpoint() {
    return endpoint;
  }

  /** Forgets everything. */
  void reset() {
    ask("POST", "/moto-api/reset");
  }

  private void awaitAnswer() {
    Instant end = Instant.now().plus(LONGEST_START);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      try {
        ask("GET", "/moto-api/data.json");
        return;
      } catch (UncheckedIOException notYet) {
        pause();
      }
    }
    close();
    throw new IllegalStateException(PROGRAM + " did not answer at " + endpoint);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void ask(String method, String path) {
    var request =
        HttpRequest.newBuilder(endpoint.resolve(path)).method(method, BodyPublishers.noBody());
    try {
      http.send(request.build(), BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.close();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // The program is ending, and the hook does what is left.
      process.destroyForcibly();
    }
  }
}
