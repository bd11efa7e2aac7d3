package dev.fleetaccess.ledger;

import java.util.Objects;

/**
 * That somebody's request was carried out, and what was answered. It is written with what the
 * request changes or not at all, so that the same request changes nothing a second time.
 *
 * @param request the request's id, the same each time it is delivered
 * @param rollout the rollout that it opened or took further
 * @param message what was answered
 */
public record Receipt(String request, String rollout, String message) {
  public Receipt {
    Objects.requireNonNull(request);
    Objects.requireNonNull(rollout);
    Objects.requireNonNull(message);
  }
}
