package dev.fleetaccess.fleet;

import java.util.Objects;

/**
 * Where a listing goes on.
 *
 * @param token the service's own page token; opaque, and it may be refused later
 */
public record Cursor(String token) {
  public Cursor {
    Objects.requireNonNull(token);
  }
}
