package dev.fleetaccess.local.blueprint;

import java.util.Objects;
import java.util.Optional;

/**
 * How Lambda treats an asynchronous invocation that fails.
 *
 * @param attempts retries after the first failure, 0 to 2 (2 is Lambda's default)
 * @param onFailure the ARN of the queue that takes what failed for good
 */
public record RetryPart(int attempts, Optional<String> onFailure) {
  /** Lambda's default: two retries, then the event is lost. */
  public static final RetryPart DEFAULT = new RetryPart(2, Optional.empty());

  public RetryPart {
    if (attempts < 0 || attempts > 2) {
      throw new IllegalArgumentException("retries are 0 to 2, not " + attempts);
    }
    Objects.requireNonNull(onFailure);
  }
}
