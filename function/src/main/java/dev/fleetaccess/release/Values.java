package dev.fleetaccess.release;

import java.util.List;
import java.util.Optional;

/** Reads values whose functions are resolved. */
public final class Values {
  private Values() {}

  /** The text of a scalar; empty for anything else. */
  public static Optional<String> text(YamlValue value) {
    return value instanceof YamlValue.Scalar scalar && !scalar.isNull()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  /** The texts of a scalar or a list of scalars; empty when a part of it is anything else. */
  public static Optional<List<String>> texts(YamlValue value) {
    List<YamlValue> items =
        value instanceof YamlValue.Sequence sequence ? sequence.items() : List.of(value);
    List<String> texts = items.stream().flatMap(item -> text(item).stream()).toList();
    return texts.size() == items.size() ? Optional.of(texts) : Optional.empty();
  }

  /** The name of the function that a value calls; empty for a plain value. */
  public static Optional<String> function(YamlValue value) {
    return value instanceof YamlValue.Mapping mapping
            && mapping.entries().size() == 1
            && (mapping.entries().getFirst().key().equals("Ref")
                || mapping.entries().getFirst().key().startsWith("Fn::"))
        ? Optional.of(mapping.entries().getFirst().key())
        : Optional.empty();
  }

  /** Whether a value comes to the id of the account that the template is deployed in. */
  static boolean isOwnAccount(YamlValue value) {
    return value instanceof YamlValue.Mapping mapping
        && mapping.entries().size() == 1
        && (mapping.value("Ref").flatMap(Values::text).filter("AWS::AccountId"::equals).isPresent()
            || mapping
                .value("Fn::Sub")
                .flatMap(Values::text)
                .filter("${AWS::AccountId}"::equals)
                .isPresent());
  }

  /** A text that stands where another value stood. */
  public static YamlValue text(String text, YamlValue where) {
    return new YamlValue.Scalar(text, YamlValue.Kind.TEXT, where.line());
  }
}
