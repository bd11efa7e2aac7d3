package dev.fleetaccess.reconcile;

import dev.fleetaccess.release.Digest;
import java.time.Instant;
import java.util.Objects;

/**
 * A stack as it stood when it was right.
 *
 * @param digest the digest it was given
 * @param stackId its ARN
 * @param changed when it was last updated, by CloudFormation's clock
 */
public record Applied(Digest digest, String stackId, Instant changed) {
  public Applied {
    Objects.requireNonNull(digest);
    Objects.requireNonNull(stackId);
    Objects.requireNonNull(changed);
  }
}
