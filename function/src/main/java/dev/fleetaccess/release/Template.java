package dev.fleetaccess.release;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A CloudFormation template, read.
 *
 * @param file its file name in the role repository
 * @param text as it stands there
 * @param root the whole of it
 */
public record Template(String file, String text, YamlValue.Mapping root) {
  /** The largest template body that CloudFormation takes inline, in bytes of UTF-8: a quota. */
  public static final int LARGEST_BYTES = 51_200;

  public Template {
    Objects.requireNonNull(file);
    Objects.requireNonNull(text);
    Objects.requireNonNull(root);
  }

  /**
   * Reads a template.
   *
   * @return empty when a finding says why it could not be read
   */
  static Optional<Template> read(String file, String text, Findings findings) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LARGEST_BYTES) {
      findings.error(
          "template-too-large",
          file,
          1,
          "The template is over CloudFormation's limit of 51,200 bytes: shorten it, comments"
              + " count too.");
      return Optional.empty();
    }
    var document = YamlReader.template(file, text);
    findings.addAll(document.findings());
    if (document.value().isEmpty()) {
      if (document.findings().isEmpty()) {
        findings.error("template-empty", file, 1, "The template is empty: declare its Resources.");
      }
      return Optional.empty();
    }
    if (!(document.value().get() instanceof YamlValue.Mapping root)) {
      findings.error(
          "template-not-a-mapping",
          file,
          document.value().get().line(),
          "A template is a mapping with the key Resources; this is "
              + document.value().get().words()
              + ".");
      return Optional.empty();
    }
    return new Template(file, text, root).checked(findings);
  }

  private Optional<Template> checked(Findings findings) {
    boolean resources =
        root.value("Resources")
            .filter(value -> value instanceof YamlValue.Mapping m && !m.entries().isEmpty())
            .isPresent();
    if (!resources) {
      findings.error(
          "template-no-resources",
          file,
          root.value("Resources").map(YamlValue::line).orElse(root.line()),
          "The template declares no Resources: a stack needs at least one.");
      return Optional.empty();
    }
    boolean readable = true;
    for (String section : new String[] {"Parameters", "Conditions", "Mappings"}) {
      var value = root.value(section);
      if (value.isPresent() && !(value.get() instanceof YamlValue.Mapping)) {
        findings.error(
            "template-section",
            file,
            value.get().line(),
            section + " is a mapping of names; this is " + value.get().words() + ".");
        readable = false;
      }
    }
    return readable ? Optional.of(this) : Optional.empty();
  }

  /** The mapping of that name at the template's top; empty where there is none. */
  public YamlValue.Mapping section(String name) {
    return root.value(name)
        .filter(YamlValue.Mapping.class::isInstance)
        .map(YamlValue.Mapping.class::cast)
        .orElse(new YamlValue.Mapping(List.of(), root.line()));
  }

  /** The parameters that it declares, by name, in their order. */
  public Map<String, Parameter> parameters() {
    var parameters = new LinkedHashMap<String, Parameter>();
    for (YamlValue.Entry entry : section("Parameters").entries()) {
      parameters.put(entry.key(), Parameter.of(entry));
    }
    return parameters;
  }

  /**
   * A parameter that a template declares.
   *
   * @param type such as {@code String} or {@code CommaDelimitedList}
   * @param preset its default; empty when a value is required
   * @param line where it is declared
   */
  public record Parameter(String type, Optional<String> preset, int line) {
    private static Parameter of(YamlValue.Entry entry) {
      if (!(entry.value() instanceof YamlValue.Mapping mapping)) {
        return new Parameter("String", Optional.empty(), entry.line());
      }
      return new Parameter(
          scalar(mapping, "Type").orElse("String"), scalar(mapping, "Default"), entry.line());
    }

    private static Optional<String> scalar(YamlValue.Mapping mapping, String key) {
      return mapping
          .value(key)
          .filter(YamlValue.Scalar.class::isInstance)
          .map(value -> ((YamlValue.Scalar) value).text());
    }

    /** Whether its value is a list, written with commas. */
    public boolean isList() {
      return type.equals("CommaDelimitedList") || type.startsWith("List<");
    }
  }
}
