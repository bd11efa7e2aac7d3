package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.OrganizationFacts;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is true around a release, found out before it is examined.
 *
 * @param facts the organization
 * @param hub the release's hub account as the organization knows it; empty when it does not belong
 *     to the organization
 * @param deployedAccessRoles names of the roles that the deployed functions may assume in member
 *     accounts
 */
public record Surroundings(
    OrganizationFacts facts, Optional<Account> hub, Set<String> deployedAccessRoles) {
  public Surroundings {
    Objects.requireNonNull(facts);
    Objects.requireNonNull(hub);
    deployedAccessRoles = Collections.unmodifiableSet(new TreeSet<>(deployedAccessRoles));
  }
}
