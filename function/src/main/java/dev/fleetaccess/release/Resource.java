package dev.fleetaccess.release;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A resource as a template declares it.
 *
 * @param id its logical id
 * @param line where it is declared
 * @param body everything that is declared of it
 */
public record Resource(String id, int line, YamlValue body) {
  /** The resources of a template, in their order. */
  public static Stream<Resource> of(Template template) {
    return template.section("Resources").entries().stream()
        .map(entry -> new Resource(entry.key(), entry.line(), entry.value()));
  }

  /** Its type; empty when it is not a plain text. */
  public Optional<String> type() {
    return value("Type").flatMap(Values::text);
  }

  /** The name of the condition under which it is made. */
  public Optional<YamlValue> condition() {
    return value("Condition");
  }

  /** Its properties as they are written; an empty mapping where there are none. */
  public YamlValue properties() {
    return value("Properties").orElse(new YamlValue.Mapping(List.of(), line));
  }

  private Optional<YamlValue> value(String key) {
    return body instanceof YamlValue.Mapping mapping ? mapping.value(key) : Optional.empty();
  }
}
