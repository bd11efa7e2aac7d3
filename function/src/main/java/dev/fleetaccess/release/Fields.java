package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping of the manifest, asked key by key. An answer that is not what was asked for is a
 * finding, and no answer.
 */
final class Fields {
  private final YamlValue.Mapping mapping;
  private final String place;
  private final Findings findings;

  private Fields(YamlValue.Mapping mapping, String place, Findings findings) {
    this.mapping = mapping;
    this.place = place;
    this.findings = findings;
  }

  /**
   * The fields of a value; unknown keys are found.
   *
   * @param place what the value is, for people, such as {@code rollout}
   * @param known every key that it may have
   */
  static Optional<Fields> of(
      YamlValue value, String place, LinkedHashSet<String> known, Findings findings) {
    if (!(value instanceof YamlValue.Mapping mapping)) {
      findings.error(
          "manifest-type",
          ReleaseSource.MANIFEST,
          value.line(),
          place
              + " is a mapping of "
              + String.join(", ", known)
              + "; this is "
              + value.words()
              + ".");
      return Optional.empty();
    }
    for (YamlValue.Entry entry : mapping.entries()) {
      if (!known.contains(entry.key())) {
        findings.error(
            "manifest-unknown-key",
            ReleaseSource.MANIFEST,
            entry.line(),
            "Unknown key '"
                + entry.key()
                + "' in "
                + place
                + ": "
                + Nearest.suggestion(entry.key(), known));
      }
    }
    return Optional.of(new Fields(mapping, place, findings));
  }

  int line() {
    return mapping.line();
  }

  /** The line of a key; the mapping's own where the key is missing. */
  int line(String key) {
    return mapping.entry(key).map(YamlValue.Entry::line).orElse(mapping.line());
  }

  /** The value of a key; empty when it is missing or stands for nothing. */
  Optional<YamlValue> value(String key) {
    return mapping
        .value(key)
        .filter(value -> !(value instanceof YamlValue.Scalar scalar && scalar.isNull()));
  }

  /** The value of a key that must be there. */
  Optional<YamlValue> required(String key, String advice) {
    var value = value(key);
    if (value.isEmpty()) {
      error("manifest-missing-key", line(key), place + " needs '" + key + "': " + advice);
    }
    return value;
  }

  Optional<Fields> fields(String key, LinkedHashSet<String> known) {
    return value(key).flatMap(value -> of(value, key, known, findings));
  }

  /** The items of a list; none when the key is missing. */
  List<YamlValue> items(String key) {
    var value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof YamlValue.Sequence sequence) {
      return sequence.items();
    }
    wrongType(value.get(), "'" + key + "' is a list");
    return List.of();
  }

  Optional<String> text(String key) {
    return value(key).flatMap(value -> text(value, "'" + key + "'"));
  }

  Optional<String> text(YamlValue value, String what) {
    if (value instanceof YamlValue.Scalar scalar && scalar.kind() == YamlValue.Kind.TEXT) {
      return Optional.of(scalar.text());
    }
    wrongType(
        value, what + " is a text" + (value instanceof YamlValue.Scalar ? " (in quotes)" : ""));
    return Optional.empty();
  }

  Optional<Boolean> truth(String key) {
    var value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof YamlValue.Scalar scalar && scalar.kind() == YamlValue.Kind.BOOLEAN) {
      return Optional.of(Boolean.parseBoolean(scalar.text()));
    }
    wrongType(value.get(), "'" + key + "' is true or false");
    return Optional.empty();
  }

  /** An account id; without quotes only where it cannot be taken for another number. */
  Optional<AccountId> account(YamlValue value, String what) {
    if (!(value instanceof YamlValue.Scalar scalar)) {
      wrongType(value, what + " is an account id");
      return Optional.empty();
    }
    boolean quoted = scalar.kind() == YamlValue.Kind.TEXT;
    if (AccountId.isValid(scalar.text()) && (quoted || !scalar.text().startsWith("0"))) {
      return Optional.of(new AccountId(scalar.text()));
    }
    error(
        "manifest-account-id",
        value.line(),
        AccountId.isValid(scalar.text())
            ? what + " begins with a zero, which a number loses: put it in quotes."
            : what + " is " + value.words() + ": an account id is twelve digits, in quotes.");
    return Optional.empty();
  }

  void wrongType(YamlValue value, String expected) {
    error("manifest-type", value.line(), expected + "; this is " + value.words() + ".");
  }

  void error(String id, int line, String message) {
    findings.error(id, ReleaseSource.MANIFEST, line, message);
  }

  /** Keys in the order in which they are told to people. */
  static LinkedHashSet<String> keys(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  /** The keys that the mapping has. */
  Set<String> present() {
    var keys = new LinkedHashSet<String>();
    mapping.entries().forEach(entry -> keys.add(entry.key()));
    return keys;
  }
}
