package dev.fleetaccess.guard;

import java.util.List;
import java.util.Objects;

/**
 * Something wrong in a policy, in the words of an analyzer beside our own rules.
 *
 * @param severe whether the policy is wrong, so that AWS would refuse it or it does not do what it
 *     says; else it is right, and lets too much through
 * @param code the analyzer's name of it, such as {@code PASS_ROLE_WITH_STAR_IN_RESOURCE}
 * @param words what is wrong
 * @param path where in the policy: keys, and the numbers of items from 0
 */
public record Remark(boolean severe, String code, String words, List<String> path) {
  public Remark {
    Objects.requireNonNull(code);
    Objects.requireNonNull(words);
    path = List.copyOf(path);
  }
}
