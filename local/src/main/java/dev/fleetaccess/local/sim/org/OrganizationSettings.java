package dev.fleetaccess.local.sim.org;

import dev.fleetaccess.local.sim.base.Partition;
import java.time.Duration;
import java.util.Objects;

/**
 * What an organization is like.
 *
 * @param partition the partition all ARNs are of
 * @param id such as {@code o-fleetlocal1}
 * @param rootId such as {@code r-flt1}
 * @param management the management account
 * @param region the region Organizations lives in
 * @param creation from CreateAccount to its result
 * @param readiness from then until the new account can be entered
 * @param closing from CloseAccount until the account is closed
 * @param emptyPages whether a listing of accounts begins with an empty page and a token, as AWS may
 * @param answer which of the two fields say an account's state
 */
public record OrganizationSettings(
    Partition partition,
    String id,
    String rootId,
    String management,
    String region,
    Duration creation,
    Duration readiness,
    Duration closing,
    boolean emptyPages,
    StateAnswer answer) {
  /** Which fields of an account say its state. */
  public enum StateAnswer {
    /** {@code State} and the older {@code Status}. */
    BOTH,
    /** {@code State} alone, as after Status is retired. */
    STATE_ONLY,
    /** {@code Status} alone, as older endpoints do. */
    STATUS_ONLY
  }

  public OrganizationSettings {
    Objects.requireNonNull(partition);
    Objects.requireNonNull(id);
    Objects.requireNonNull(rootId);
    Objects.requireNonNull(management);
    Objects.requireNonNull(region);
    Objects.requireNonNull(creation);
    Objects.requireNonNull(readiness);
    Objects.requireNonNull(closing);
    Objects.requireNonNull(answer);
  }

  /** The same with other fields that say an account's state. */
  public OrganizationSettings answering(StateAnswer other) {
    return new OrganizationSettings(
        partition, id, rootId, management, region, creation, readiness, closing, emptyPages, other);
  }

  /** The same with an empty page before the first account. */
  public OrganizationSettings beginningEmpty() {
    return new OrganizationSettings(
        partition, id, rootId, management, region, creation, readiness, closing, true, answer);
  }

  /** The same where a new account can be entered that long after it was created. */
  public OrganizationSettings readyAfter(Duration other) {
    return new OrganizationSettings(
        partition, id, rootId, management, region, creation, other, closing, emptyPages, answer);
  }

  /** The same in another partition. */
  public OrganizationSettings in(Partition other, String otherRegion) {
    return new OrganizationSettings(
        other,
        id,
        rootId,
        management,
        otherRegion,
        creation,
        readiness,
        closing,
        emptyPages,
        answer);
  }

  /** An ARN of Organizations, such as that of {@code account/o-…/…}. */
  public String arn(String resource) {
    return partition.arn("organizations", "", management, resource);
  }

  /** The ARN of an account of it. */
  public String accountArn(String account) {
    return arn("account/" + id + "/" + account);
  }
}
