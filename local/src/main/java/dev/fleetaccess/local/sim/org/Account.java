package dev.fleetaccess.local.sim.org;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An account of the organization.
 *
 * @param id twelve digits
 * @param name what people call it
 * @param email the address of its root user, unique in the world
 * @param state its state
 * @param joinedMethod how it came: {@code CREATED} or {@code INVITED}
 * @param joined when it came
 * @param parent the root or unit it stands in
 * @param tags its tags
 */
public record Account(
    String id,
    String name,
    String email,
    AccountState state,
    JoinedMethod joinedMethod,
    Instant joined,
    String parent,
    Map<String, String> tags) {
  /** How an account came into the organization. */
  public enum JoinedMethod {
    /** Created in it. */
    CREATED,
    /** Invited into it. */
    INVITED
  }

  public Account {
    if (!id.matches("\\d{12}")) {
      throw new IllegalArgumentException("an account id has twelve digits: " + id);
    }
    Objects.requireNonNull(name);
    Objects.requireNonNull(email);
    Objects.requireNonNull(state);
    Objects.requireNonNull(joinedMethod);
    Objects.requireNonNull(joined);
    Objects.requireNonNull(parent);
    tags = new TreeMap<>(tags);
  }

  Account in(AccountState newState) {
    return new Account(id, name, email, newState, joinedMethod, joined, parent, tags);
  }

  Account under(String newParent) {
    return new Account(id, name, email, state, joinedMethod, joined, newParent, tags);
  }

  Account tagged(Map<String, String> newTags) {
    return new Account(id, name, email, state, joinedMethod, joined, parent, newTags);
  }
}
