package dev.fleetaccess.cli.deploy;

import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * The place where FleetAccess is to be deployed. Reads only; each call throws {@link
 * dev.fleetaccess.fleet.RemoteFailure} where it cannot be told.
 */
public interface Premises {
  /** The region that is chosen, such as {@code us-east-1}. */
  String region();

  /** The partition of that region, such as {@code aws}. */
  String partition();

  /** The account whose credentials are used. */
  AccountId caller();

  /** The organization that this account belongs to. */
  Headquarters organization();

  /** What Organizations says of an account's state; empty where it is none of its accounts. */
  Optional<String> stateOf(AccountId account);

  /** How many invocations of all functions together Lambda runs at once here. */
  int concurrency();

  /** The trails that are seen from this region. */
  List<Trail> trails();

  /** The status of the stack of that name; empty where there is none. */
  Optional<String> stack(String name);

  /** The ARN of the role of that name; empty where there is none. */
  Optional<String> role(String name);

  /**
   * The organization.
   *
   * @param management its management account
   * @param allFeatures whether more than consolidated billing is enabled
   */
  record Headquarters(AccountId management, boolean allFeatures) {}

  /**
   * A CloudTrail trail.
   *
   * @param name its name
   * @param here whether it records this region
   * @param logging whether it is switched on
   * @param managementWrites whether it records writes of the control plane
   */
  record Trail(String name, boolean here, boolean logging, boolean managementWrites) {
    /** Whether EventBridge gets Organizations' events by it. */
    boolean tells() {
      return here && logging && managementWrites;
    }
  }
}
