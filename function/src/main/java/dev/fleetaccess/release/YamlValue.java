package dev.fleetaccess.release;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A value of a YAML or JSON document that knows its line. CloudFormation's short forms have become
 * their long forms: {@code !Ref x} is a mapping of the one key {@code Ref}.
 */
public sealed interface YamlValue {
  /** The line it starts on, from 1. */
  int line();

  /** What it is, in words for people. */
  String words();

  /**
   * A scalar.
   *
   * @param text as it was written, quotes and escapes resolved
   * @param kind what it is taken for
   */
  record Scalar(String text, Kind kind, int line) implements YamlValue {
    public Scalar {
      Objects.requireNonNull(text);
      Objects.requireNonNull(kind);
    }

    /** Whether it stands for nothing: {@code null}, {@code ~} or an empty place. */
    public boolean isNull() {
      return kind == Kind.NULL;
    }

    @Override
    public String words() {
      return switch (kind) {
        case TEXT -> "the text '" + text + "'";
        case NUMBER -> "the number " + text;
        case BOOLEAN -> "the truth value " + text;
        case NULL -> "nothing";
      };
    }
  }

  /**
   * A mapping.
   *
   * @param entries in the order in which they stand; no key stands twice
   */
  record Mapping(List<Entry> entries, int line) implements YamlValue {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The entry of that key. */
    public Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    /** The value of that key. */
    public Optional<YamlValue> value(String key) {
      return entry(key).map(Entry::value);
    }

    @Override
    public String words() {
      return "a mapping";
    }
  }

  /**
   * A list.
   *
   * @param items in their order
   */
  record Sequence(List<YamlValue> items, int line) implements YamlValue {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String words() {
      return "a list";
    }
  }

  /**
   * A key of a mapping with its value.
   *
   * @param line the line of the key, from 1
   */
  record Entry(String key, int line, YamlValue value) {
    public Entry {
      Objects.requireNonNull(key);
      Objects.requireNonNull(value);
    }
  }

  /** What a scalar is taken for, after YAML 1.2's core schema. */
  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }
}
