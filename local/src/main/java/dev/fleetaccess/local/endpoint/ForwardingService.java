package dev.fleetaccess.local.endpoint;

import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import dev.fleetaccess.local.wire.WireService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A service that another server on the loopback interface answers. */
public final class ForwardingService implements WireService {
  /** Hop-by-hop headers and those the client sets for itself. */
  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  /** Longer than the longest poll of a queue, 20 seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Set<String> signingNames;
  private final URI target;
  private final HttpClient client;

  /**
   * Forwards to a server.
   *
   * @param signingNames the services' signing names
   * @param target scheme, host and port of the server
   */
  public ForwardingService(Set<String> signingNames, URI target, HttpClient client) {
    this.signingNames = Set.copyOf(signingNames);
    this.target = Objects.requireNonNull(target);
    this.client = Objects.requireNonNull(client);
  }

  @Override
  public Set<String> signingNames() {
    return signingNames;
  }

  @Override
  public WireReply answer(WireRequest request) {
    var forward =
        HttpRequest.newBuilder(target.resolve(request.path()))
            .timeout(TIMEOUT)
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!NOT_FORWARDED.contains(name)) {
                forward.header(name, value);
              }
            });
    try {
      var response = client.send(forward.build(), BodyHandlers.ofByteArray());
      var headers = new HashMap<String, String>();
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                  headers.put(name, String.join(",", values));
                }
              });
      return new WireReply(response.statusCode(), headers, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while forwarding", e);
    }
  }
}
