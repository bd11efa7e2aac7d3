package dev.fleetaccess.local.sim.iam;

import java.time.Instant;
import java.util.Objects;

/**
 * A role that exists.
 *
 * @param account its account
 * @param arn its ARN, path included
 * @param uniqueId {@code AROA…}; a role created anew under the same name has another one
 * @param spec what it is like now; the trust names roles by their unique ids, as IAM stores them
 * @param created when it was created
 * @param usableFrom when it has spread far enough to be assumed or named in a trust policy
 */
public record Role(
    String account,
    String arn,
    String uniqueId,
    RoleSpec spec,
    Instant created,
    Instant usableFrom) {
  public Role {
    Objects.requireNonNull(account);
    Objects.requireNonNull(arn);
    Objects.requireNonNull(uniqueId);
    Objects.requireNonNull(spec);
    Objects.requireNonNull(created);
    Objects.requireNonNull(usableFrom);
  }

  /** Its name, without path. */
  public String name() {
    return spec.name();
  }

  /** The same role, changed. */
  Role with(RoleSpec changed) {
    return new Role(account, arn, uniqueId, changed, created, usableFrom);
  }
}
