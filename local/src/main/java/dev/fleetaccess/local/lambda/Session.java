package dev.fleetaccess.local.lambda;

import java.time.Instant;
import java.util.Objects;

/**
 * Temporary credentials.
 *
 * @param accessKeyId the access key id
 * @param secretAccessKey the secret
 * @param sessionToken the session token
 * @param expiration when they end
 */
public record Session(
    String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {
  public Session {
    Objects.requireNonNull(accessKeyId);
    Objects.requireNonNull(secretAccessKey);
    Objects.requireNonNull(sessionToken);
    Objects.requireNonNull(expiration);
  }

  /** Names the key and when it ends, never the secrets. */
  @Override
  public String toString() {
    return "Session[" + accessKeyId + ", until " + expiration + "]";
  }
}
