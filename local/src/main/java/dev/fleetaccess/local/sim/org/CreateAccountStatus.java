package dev.fleetaccess.local.sim.org;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a request for a new account has come.
 *
 * @param id {@code car-…}
 * @param accountName the name asked for
 * @param requested when it was asked for
 * @param completed when it ended; empty while in progress
 * @param accountId the new account; empty while in progress or when it failed
 * @param failureReason why it failed, such as {@code EMAIL_ALREADY_EXISTS}
 */
public record CreateAccountStatus(
    String id,
    String accountName,
    Instant requested,
    Optional<Instant> completed,
    Optional<String> accountId,
    Optional<String> failureReason) {
  public CreateAccountStatus {
    Objects.requireNonNull(id);
    Objects.requireNonNull(accountName);
    Objects.requireNonNull(requested);
  }

  /** {@code IN_PROGRESS}, {@code SUCCEEDED} or {@code FAILED}. */
  public String state() {
    if (completed.isEmpty()) {
      return "IN_PROGRESS";
    }
    return failureReason.isPresent() ? "FAILED" : "SUCCEEDED";
  }

  CreateAccountStatus succeeded(Instant when, String account) {
    return new CreateAccountStatus(
        id, accountName, requested, Optional.of(when), Optional.of(account), Optional.empty());
  }

  CreateAccountStatus failed(Instant when, String reason) {
    return new CreateAccountStatus(
        id, accountName, requested, Optional.of(when), Optional.empty(), Optional.of(reason));
  }
}
