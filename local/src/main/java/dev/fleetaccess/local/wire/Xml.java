package dev.fleetaccess.local.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the XML of the query protocol. */
final class Xml {
  private final StringBuilder text = new StringBuilder();

  /** An element with text. */
  Xml put(String name, Object value) {
    text.append('<').append(name).append('>');
    escape(value instanceof Instant instant ? time(instant) : value.toString());
    text.append("</").append(name).append('>');
    return this;
  }

  /** An element with text, left out when there is none. */
  Xml put(String name, Optional<?> value) {
    value.ifPresent(present -> put(name, present));
    return this;
  }

  /** An element with elements. */
  Xml in(String name, Runnable content) {
    text.append('<').append(name).append('>');
    content.run();
    text.append("</").append(name).append('>');
    return this;
  }

  /** A list of structures. */
  <T> Xml list(String name, Collection<T> items, Consumer<T> item) {
    return in(name, () -> items.forEach(each -> in("member", () -> item.accept(each))));
  }

  /** A list of texts. */
  Xml texts(String name, Collection<String> items) {
    return in(name, () -> items.forEach(each -> put("member", each)));
  }

  /** A list of tags. */
  Xml tags(String name, Map<String, String> tags) {
    return list(
        name, tags.entrySet(), tag -> put("Key", tag.getKey()).put("Value", tag.getValue()));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        case '\r' -> text.append("&#13;");
        default -> text.append(c);
      }
    }
  }
}
