package dev.fleetaccess.local.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.fleetaccess.local.wire.CredentialScope;
import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import dev.fleetaccess.local.wire.WireService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one HTTP endpoint, on the loopback interface: a signed request goes to the service its
 * credential scope names, a path under a mounted prefix to that prefix's handler.
 */
public final class Endpoint implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, WireService> services = new ConcurrentHashMap<>();
  private final CallCounts counts = new CallCounts();
  private volatile Disturbance disturbance = Disturbance.none();

  private Endpoint(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", quietly(this::route));
  }

  /**
   * Takes a port; requests wait until {@link #start}.
   *
   * @param port the port, or 0 for any free one
   * @throws PortInUse when somebody else holds it
   */
  public static Endpoint bind(int port) {
    // Without it, Nagle's algorithm delays answers by 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Longer than clients keep a connection, or a request meets one that is just being closed.
    System.setProperty("sun.net.httpserver.idleInterval", "300");
    var address = new InetSocketAddress("127.0.0.1", port);
    try {
      return new Endpoint(HttpServer.create(address, BACKLOG));
    } catch (BindException e) {
      throw new PortInUse(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port in use. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** What {@code AWS_ENDPOINT_URL} is set to. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Offers a service; a later one of the same signing name takes its place. */
  public void offer(WireService service) {
    service.signingNames().forEach(name -> services.put(name, service));
  }

  /** Gives every path under a prefix to a handler, signed or not. */
  public void mount(String prefix, HttpHandler handler) {
    server.createContext(prefix, quietly(handler));
  }

  /** Begins to answer. */
  public void start() {
    server.start();
  }

  /** Makes requests go wrong as that says. */
  public void disturb(Disturbance newDisturbance) {
    disturbance = newDisturbance;
  }

  /** What makes requests, messages and events go wrong. */
  public Disturbance disturbance() {
    return disturbance;
  }

  /** The calls so far. */
  public CallCounts counts() {
    return counts;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void route(HttpExchange exchange) throws IOException {
    Map<String, String> headers = headers(exchange);
    String path = exchange.getRequestURI().toString();
    byte[] body = exchange.getRequestBody().readAllBytes();
    var scope = CredentialScope.of(headers.getOrDefault("authorization", ""));
    if (scope.isEmpty()) {
      send(
          exchange,
          ErrorReply.of(
              headers,
              path,
              403,
              "MissingAuthenticationToken",
              "Request is missing Authentication Token"));
      return;
    }
    var request = new WireRequest(exchange.getRequestMethod(), path, headers, body, scope.get());
    switch (disturbance.request(request, Operation.of(request))) {
      case Disturbance.Fate.Answered() -> send(exchange, answer(request));
      case Disturbance.Fate.Late(Duration by) -> {
        WireReply reply = answer(request);
        pause(by);
        send(exchange, reply);
      }
      case Disturbance.Fate.Refused(int status, String code, String message) ->
          send(exchange, ErrorReply.of(request, status, code, message));
      // The exchange is closed without an answer, and its connection with it.
      case Disturbance.Fate.Unheard() -> {}
      case Disturbance.Fate.AnswerLost() -> answer(request);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private WireReply answer(WireRequest request) {
    var service = services.get(request.scope().service());
    if (service == null) {
      return ErrorReply.of(
          request,
          400,
          "UnknownService",
          request.scope().service()
              + " has no local part; there are "
              + String.join(", ", new TreeSet<>(services.keySet())));
    }
    try {
      counts.add(request.scope().accessKeyId(), request.scope().service(), Operation.of(request));
      return service.answer(request);
    } catch (IllegalArgumentException e) {
      return ErrorReply.of(request, 400, "ValidationException", String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      return ErrorReply.of(request, 500, "InternalFailure", e.toString());
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return headers;
  }

  /** Sends an answer; an empty body is announced as such, or the client waits for chunks. */
  public static void send(HttpExchange exchange, WireReply reply) throws IOException {
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    if (reply.body().length > 0) {
      try (var out = exchange.getResponseBody()) {
        out.write(reply.body());
      }
    }
  }

  /** An exception that leaves a handler closes the connection, and clients then retry in vain. */
  private static HttpHandler quietly(HttpHandler handler) {
    return exchange -> {
      try {
        handler.handle(exchange);
      } catch (IOException | RuntimeException | Error e) {
        if (exchange.getResponseCode() < 0) {
          send(
              exchange,
              ErrorReply.of(
                  headers(exchange),
                  exchange.getRequestURI().toString(),
                  500,
                  "InternalFailure",
                  e.toString()));
        }
      } finally {
        exchange.close();
      }
    };
  }
}
