package dev.fleetaccess.release;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** CloudFormation's short forms, such as {@code !Sub}, and the long forms they stand for. */
final class ShortForm {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "And",
          "Base64",
          "Cidr",
          "Equals",
          "FindInMap",
          "ForEach",
          "GetAZs",
          "GetAtt",
          "If",
          "ImportValue",
          "Join",
          "Length",
          "Not",
          "Or",
          "Select",
          "Split",
          "Sub",
          "ToJsonString",
          "Transform");

  private ShortForm() {}

  static Set<String> names() {
    var names = new TreeSet<>(FUNCTIONS);
    names.addAll(List.of("Ref", "Condition"));
    return names;
  }

  static boolean isKnown(String name) {
    return names().contains(name);
  }

  /** The long form: a mapping of one key. {@code !GetAtt a.b} becomes a list of two. */
  static YamlValue expand(String name, YamlValue argument) {
    int line = argument.line();
    String key = FUNCTIONS.contains(name) ? "Fn::" + name : name;
    YamlValue value = argument;
    if (name.equals("GetAtt") && argument instanceof YamlValue.Scalar scalar) {
      value =
          new YamlValue.Sequence(
              Arrays.stream(scalar.text().split("\\.", 2))
                  .<YamlValue>map(part -> new YamlValue.Scalar(part, YamlValue.Kind.TEXT, line))
                  .toList(),
              line);
    }
    return new YamlValue.Mapping(List.of(new YamlValue.Entry(key, line, value)), line);
  }
}
