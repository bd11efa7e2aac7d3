package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a stack is meant to be.
 *
 * @param template its template
 * @param parameters the value of every parameter
 * @param tags the stack's tags, which its resources get too
 * @param capabilities what the caller acknowledged
 */
public record Definition(
    Template template,
    Map<String, String> parameters,
    Map<String, String> tags,
    List<String> capabilities) {
  public Definition {
    Objects.requireNonNull(template);
    parameters = new LinkedHashMap<>(parameters);
    tags = new TreeMap<>(tags);
    capabilities = List.copyOf(capabilities);
  }
}
