package dev.fleetaccess.fleet;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * On what terms an account is entered.
 *
 * @param name tells CloudTrail's readers why, 2 to 64 characters of {@code [\w+=,.@-]}, a limit of
 *     AssumeRole
 * @param policy what may be done at most, whatever the role may: a policy in JSON of at most 2,048
 *     characters, a limit of AssumeRole
 */
public record SessionTerms(String name, String policy) {
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

  public SessionTerms {
    Objects.requireNonNull(policy);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not a session name");
    }
  }
}
