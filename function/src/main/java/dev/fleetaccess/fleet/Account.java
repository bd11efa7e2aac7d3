package dev.fleetaccess.fleet;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An account of the organization.
 *
 * @param id its id
 * @param name its name, for people only
 * @param state where it stands in its life
 * @param joinedAt when it joined the organization, where that is told
 */
public record Account(AccountId id, String name, AccountState state, Optional<Instant> joinedAt) {
  public Account {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(state);
    Objects.requireNonNull(joinedAt);
  }
}
