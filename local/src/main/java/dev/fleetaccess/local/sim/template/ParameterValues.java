package dev.fleetaccess.local.sim.template;

import dev.fleetaccess.local.sim.base.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The values of a template's parameters in one stack. */
public final class ParameterValues {
  /**
   * A parameter as a request gives it.
   *
   * @param name its name
   * @param value its value; empty to take the previous one
   */
  public record Given(String name, Optional<String> value) {}

  private ParameterValues() {}

  /**
   * What each parameter of the template is.
   *
   * @param previous the stack's values so far; empty for a new stack
   * @throws AwsError {@code ValidationError} for unknown, missing and refused values
   */
  public static Map<String, String> of(
      Template template, List<Given> given, Map<String, String> previous) {
    var unknown = new TreeSet<String>();
    var chosen = new LinkedHashMap<String, String>();
    for (var each : given) {
      if (!template.parameters().containsKey(each.name())) {
        unknown.add(each.name());
      } else if (each.value().isPresent()) {
        chosen.put(each.name(), each.value().get());
      } else if (previous.containsKey(each.name())) {
        chosen.put(each.name(), previous.get(each.name()));
      } else {
        throw AwsError.validation(
            "Invalid input for parameter key "
                + each.name()
                + ". Cannot specify usePreviousValue as true for a parameter key not in the"
                + " previous template");
      }
    }
    if (!unknown.isEmpty()) {
      throw AwsError.validation(
          "Parameters: [" + String.join(", ", unknown) + "] do not exist in the template");
    }
    var values = new LinkedHashMap<String, String>();
    var missing = new ArrayList<String>();
    template
        .parameters()
        .forEach(
            (name, parameter) ->
                Optional.ofNullable(chosen.get(name))
                    .or(parameter::defaultValue)
                    .ifPresentOrElse(value -> values.put(name, value), () -> missing.add(name)));
    if (!missing.isEmpty()) {
      throw AwsError.validation(
          "Parameters: [" + String.join(", ", missing) + "] must have values");
    }
    values.forEach((name, value) -> template.parameters().get(name).check(value));
    return values;
  }
}
