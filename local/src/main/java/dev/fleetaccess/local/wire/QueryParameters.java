package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.base.AwsError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The parameters of a request in the query protocol, where lists are numbered {@code member}s. */
final class QueryParameters {
  private final Map<String, String> all;
  private final String prefix;

  private QueryParameters(Map<String, String> all, String prefix) {
    this.all = all;
    this.prefix = prefix;
  }

  /** Reads a form body. */
  static QueryParameters parse(String form) {
    var all = new TreeMap<String, String>();
    for (var pair : form.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        all.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return new QueryParameters(all, "");
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(all.get(prefix + name));
  }

  /** A text that may not be empty to count. */
  Optional<String> filled(String name) {
    return text(name).filter(value -> !value.isEmpty());
  }

  String required(String name) {
    return text(name)
        .orElseThrow(
            () ->
                AwsError.validation(
                    "1 validation error detected: Value null at '"
                        + name.substring(0, 1).toLowerCase(Locale.ROOT)
                        + name.substring(1)
                        + "' failed to satisfy constraint: Member must not be null"));
  }

  Optional<Integer> number(String name) {
    try {
      return filled(name).map(Integer::valueOf);
    } catch (NumberFormatException e) {
      throw AwsError.of("MalformedInput", 400, name + " is not a number");
    }
  }

  boolean flag(String name) {
    return text(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** Whether a list was given, though it may be empty. */
  boolean has(String name) {
    var full = prefix + name;
    return all.keySet().stream().anyMatch(key -> key.equals(full) || key.startsWith(full + "."));
  }

  List<String> texts(String name) {
    return members(name, each -> all.get(each));
  }

  List<QueryParameters> structures(String name) {
    return members(name, each -> new QueryParameters(all, each + "."));
  }

  /** A list of {@code Key} and {@code Value}. */
  Map<String, String> tags(String name) {
    var tags = new TreeMap<String, String>();
    structures(name).forEach(tag -> tags.put(tag.required("Key"), tag.text("Value").orElse("")));
    return tags;
  }

  /** A page's size: the given number, at most that many. */
  int size(String name, int most) {
    return Math.clamp(number(name).orElse(most), 1, most);
  }

  private <T> List<T> members(String name, Function<String, T> member) {
    var found = new ArrayList<T>();
    for (int i = 1; ; i++) {
      var key = prefix + name + ".member." + i;
      if (all.keySet().stream().noneMatch(each -> each.equals(key) || each.startsWith(key + "."))) {
        return found;
      }
      found.add(member.apply(key));
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
