package dev.fleetaccess.local.rehearsal.cloud;

import java.util.Objects;

/**
 * What a message is about.
 *
 * @param group its group: the id of its rollout
 * @param subject what it asks to be looked at; the same for every message about the same thing
 * @param turn which look at it this is to be; a message of a later turn makes earlier ones stale
 */
public record About(String group, String subject, int turn) {
  public About {
    Objects.requireNonNull(group);
    Objects.requireNonNull(subject);
  }
}
