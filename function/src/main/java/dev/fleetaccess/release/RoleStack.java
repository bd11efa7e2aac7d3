package dev.fleetaccess.release;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What one account should have: a CloudFormation stack with everything that is needed to write it.
 *
 * @param name the stack's name
 * @param region where it lives
 * @param template the template's text, at most 51,200 bytes of UTF-8, a CloudFormation quota
 * @param parameters a value for each parameter that the template declares and that is not left to
 *     its default
 * @param tags the stack's tags, {@link Digest#TAG} among them
 * @param digest what template, parameters and the other tags come to
 */
public record RoleStack(
    String name,
    String region,
    String template,
    Map<String, String> parameters,
    Map<String, String> tags,
    Digest digest) {
  public RoleStack {
    Objects.requireNonNull(name);
    Objects.requireNonNull(region);
    Objects.requireNonNull(template);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    Objects.requireNonNull(digest);
    if (!digest.value().equals(tags.get(Digest.TAG))) {
      throw new IllegalArgumentException("the tags of a role stack carry its digest");
    }
  }
}
