package dev.fleetaccess.local.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A signed HTTP request to an AWS service, its body read whole.
 *
 * @param method the HTTP method
 * @param path the path with its query, as it came
 * @param headers header names in lower case, one value each (several values joined by a comma)
 * @param body the body's bytes
 * @param scope who signed it, for which service
 */
public record WireRequest(
    String method, String path, Map<String, String> headers, byte[] body, CredentialScope scope) {
  public WireRequest {
    Objects.requireNonNull(method);
    Objects.requireNonNull(path);
    headers = Map.copyOf(headers);
    Objects.requireNonNull(body);
    Objects.requireNonNull(scope);
  }

  /** The header of that lower-case name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
