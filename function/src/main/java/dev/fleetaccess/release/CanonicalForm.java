package dev.fleetaccess.release;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one way of writing a template, its parameters and its tags that formatting and comments do
 * not change: JSON without white space, keys in order.
 */
final class CanonicalForm {
  private final StringBuilder text = new StringBuilder();

  private CanonicalForm() {}

  /** The digest of a stack; {@link Digest#TAG} is left out of the tags. */
  static Digest digest(
      YamlValue template, Map<String, String> parameters, Map<String, String> tags) {
    var others = new TreeMap<>(tags);
    others.remove(Digest.TAG);
    var form = new CanonicalForm();
    form.text.append("{\"parameters\":");
    form.write(new TreeMap<>(parameters));
    form.text.append(",\"tags\":");
    form.write(others);
    form.text.append(",\"template\":");
    form.write(template);
    form.text.append('}');
    return new Digest(sha256(form.text.toString()));
  }

  private void write(TreeMap<String, String> values) {
    String separator = "{";
    text.append(values.isEmpty() ? "{" : "");
    for (var entry : values.entrySet()) {
      text.append(separator);
      quote(entry.getKey());
      text.append(':');
      quote(entry.getValue());
      separator = ",";
    }
    text.append('}');
  }

  private void write(YamlValue value) {
    switch (value) {
      case YamlValue.Scalar scalar -> write(scalar);
      case YamlValue.Sequence sequence -> {
        text.append('[');
        String separator = "";
        for (YamlValue item : sequence.items()) {
          text.append(separator);
          write(item);
          separator = ",";
        }
        text.append(']');
      }
      case YamlValue.Mapping mapping -> {
        text.append('{');
        String separator = "";
        var ordered =
            mapping.entries().stream().sorted(Comparator.comparing(YamlValue.Entry::key)).toList();
        for (YamlValue.Entry entry : ordered) {
          text.append(separator);
          quote(entry.key());
          text.append(':');
          write(entry.value());
          separator = ",";
        }
        text.append('}');
      }
    }
  }

  private void write(YamlValue.Scalar scalar) {
    switch (scalar.kind()) {
      case TEXT -> quote(scalar.text());
      case NUMBER, BOOLEAN -> text.append(scalar.text());
      case NULL -> text.append("null");
    }
  }

  private void quote(String value) {
    text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }

  private static String sha256(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
