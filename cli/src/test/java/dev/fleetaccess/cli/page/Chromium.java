package dev.fleetaccess.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A Chromium without a window, driven by its DevTools protocol on 127.0.0.1. */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Messages messages = new Messages();
  private final WebSocket socket;
  private int sent;

  private Chromium(Path program, Path folder) throws IOException, InterruptedException {
    Path profile = folder.resolve("profile");
    var command =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1200,1600",
                "about:blank")
            .redirectOutput(folder.resolve("output").toFile())
            .redirectErrorStream(true);
    // What it leaves behind goes with the folder.
    command.environment().put("TMPDIR", folder.toString());
    this.process = command.start();
    this.socket = http.newWebSocketBuilder().buildAsync(target(profile), messages).join();
    send("Page.enable", JSON.createObjectNode());
  }

  /** The one on the PATH. */
  static Optional<Path> find() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            place ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it, its files in that folder. */
  static Chromium start(Path program, Path folder) throws IOException, InterruptedException {
    return new Chromium(program, folder);
  }

  /** The browser writes down where it listens as soon as it does. */
  private URI target(Path profile) throws IOException, InterruptedException {
    Path port = profile.resolve("DevToolsActivePort");
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
      if (System.nanoTime() > until || !process.isAlive()) {
        throw new IOException("chromium does not listen");
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    var list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/list");
    HttpResponse<String> targets =
        http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
    for (JsonNode target : JSON.readTree(targets.body())) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("chromium has no page: " + targets.body());
  }

  /** Opens a file, and comes back when it is loaded. */
  void open(Path file, String hash) throws IOException, InterruptedException {
    send("Page.navigate", JSON.createObjectNode().put("url", "about:blank"));
    await(message -> message.path("method").asText().equals("Page.loadEventFired"));
    send("Page.navigate", JSON.createObjectNode().put("url", file.toUri() + hash));
    await(message -> message.path("method").asText().equals("Page.loadEventFired"));
  }

  /** What an expression comes to on the page. */
  JsonNode value(String expression) throws IOException, InterruptedException {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            JSON.createObjectNode().put("expression", expression).put("returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IOException(answer.path("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /** Media as if the reader had it: {@code print} or nothing, and a colour scheme. */
  void media(String media, String scheme) throws IOException, InterruptedException {
    ObjectNode parameters = JSON.createObjectNode().put("media", media);
    parameters
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", scheme);
    send("Emulation.setEmulatedMedia", parameters);
  }

  /** A window of that width. */
  void width(int pixels) throws IOException, InterruptedException {
    send(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", pixels)
            .put("height", 800)
            .put("deviceScaleFactor", 1)
            .put("mobile", pixels < 600));
  }

  /** Presses a key that has a name, as Tab and Enter do. */
  void press(String key, int code, String text) throws IOException, InterruptedException {
    for (String type : List.of("keyDown", "keyUp")) {
      ObjectNode stroke =
          JSON.createObjectNode()
              .put("type", type)
              .put("key", key)
              .put("code", key)
              .put("windowsVirtualKeyCode", code);
      if (type.equals("keyDown") && !text.isEmpty()) {
        stroke.put("text", text);
      }
      send("Input.dispatchKeyEvent", stroke);
    }
  }

  /** Types a text where the focus is. */
  void type(String text) throws IOException, InterruptedException {
    send("Input.insertText", JSON.createObjectNode().put("text", text));
  }

  /** A picture of the whole page, as PNG. */
  byte[] picture() throws IOException, InterruptedException {
    JsonNode answer =
        send(
            "Page.captureScreenshot",
            JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true));
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  /** The page printed, as PDF. */
  byte[] print() throws IOException, InterruptedException {
    JsonNode answer =
        send("Page.printToPDF", JSON.createObjectNode().put("printBackground", false));
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  private JsonNode send(String method, ObjectNode parameters)
      throws IOException, InterruptedException {
    int id = ++sent;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    JsonNode answer = await(received -> received.path("id").asInt() == id);
    if (answer.has("error")) {
      throw new IOException(method + ": " + answer.path("error"));
    }
    return answer.path("result");
  }

  private JsonNode await(Predicate<JsonNode> wanted) throws IOException, InterruptedException {
    while (true) {
      String text = messages.whole.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (text == null) {
        throw new IOException("chromium says nothing any more");
      }
      JsonNode message = JSON.readTree(text);
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Messages come in parts. */
  private static final class Messages implements WebSocket.Listener {
    private final LinkedBlockingQueue<String> whole = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        whole.add(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
