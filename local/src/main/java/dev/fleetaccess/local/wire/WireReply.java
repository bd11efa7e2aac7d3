package dev.fleetaccess.local.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The answer to a {@link WireRequest}.
 *
 * @param status the HTTP status
 * @param headers the headers, content type included
 * @param body the body's bytes
 */
public record WireReply(int status, Map<String, String> headers, byte[] body) {
  public WireReply {
    headers = Map.copyOf(headers);
    Objects.requireNonNull(body);
  }

  /** An answer of text in UTF-8. */
  public static WireReply of(int status, String contentType, String body) {
    return new WireReply(
        status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }
}
