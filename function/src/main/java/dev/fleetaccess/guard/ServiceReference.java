package dev.fleetaccess.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * IAM's service authorization reference, as it was on a day: which actions, resource types and
 * condition keys there are. The copy beside this class is written by {@code
 * build/service-reference.mjs}.
 */
final class ServiceReference {
  private static final String COPY = "service-reference.txt";

  private final Map<String, Service> services = new TreeMap<>();
  private final Map<String, List<ResourceType>> types = new TreeMap<>();
  private final Map<String, String> keys = new TreeMap<>();
  private final List<Wildcard> openKeys = new ArrayList<>();
  private String date = "";

  private ServiceReference() {}

  /** What an action does, after the reference. */
  enum Level {
    LIST,
    READ,
    WRITE,
    TAGGING,
    PERMISSIONS;

    /** Whether it changes nothing. */
    boolean onlyReads() {
      return this == LIST || this == READ;
    }
  }

  /**
   * An action.
   *
   * @param name with its service, such as {@code s3:ListBucket}
   */
  record Action(String name, Level level) {}

  /**
   * A type of resource.
   *
   * @param arn its form, such as <code>arn:${Partition}:s3:::${BucketName}</code>
   */
  record ResourceType(String name, String arn) {
    /** Whether a resource of the type can have an ARN that fits; parts are compared one by one. */
    private boolean meets(String wanted) {
      String[] own = arn.replaceAll("\\$\\{[^}]*}", "*").split(":", 6);
      String[] other = wanted.split(":", 6);
      return own.length == other.length
          && IntStream.range(0, own.length)
              .allMatch(part -> new Wildcard(own[part]).meets(new Wildcard(other[part])));
    }
  }

  private record Service(Map<String, Action> actions) {}

  /** Reads the copy once, when it is first asked for. */
  private static final class Copy {
    private static final ServiceReference READ = read();
  }

  static ServiceReference get() {
    return Copy.READ;
  }

  /** The day that the copy is of, such as {@code 2026-09-26}. */
  String date() {
    return date;
  }

  /** Whether there is a service of that prefix, such as {@code s3}. */
  boolean hasService(String prefix) {
    return services.containsKey(prefix.toLowerCase(Locale.ROOT));
  }

  List<String> serviceNames() {
    return List.copyOf(services.keySet());
  }

  /** The actions of a service; none when there is no such service. */
  List<Action> actionsOf(String prefix) {
    return Optional.ofNullable(services.get(prefix.toLowerCase(Locale.ROOT)))
        .map(service -> List.copyOf(service.actions().values()))
        .orElse(List.of());
  }

  /** The action of that full name. */
  Optional<Action> action(String name) {
    return matching(name).stream().findFirst();
  }

  /** The actions that a policy means by a name or a pattern. */
  List<Action> matching(String pattern) {
    int colon = pattern.indexOf(':');
    var wanted = Wildcard.anyCase(pattern);
    if (colon < 0) {
      return pattern.equals("*")
          ? services.values().stream().flatMap(one -> one.actions().values().stream()).toList()
          : List.of();
    }
    var service = Wildcard.anyCase(pattern.substring(0, colon));
    if (!wanted.isOpen()) {
      return Optional.ofNullable(services.get(service.text()))
          .map(one -> one.actions().get(wanted.text()))
          .map(List::of)
          .orElse(List.of());
    }
    return services.entrySet().stream()
        .filter(entry -> service.matches(entry.getKey()))
        .flatMap(entry -> entry.getValue().actions().entrySet().stream())
        .filter(entry -> wanted.matches(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Whether there is a condition key of that name, the name of a tag or the like filled in. */
  boolean hasKey(String key) {
    String wanted = key.toLowerCase(Locale.ROOT);
    return keys.containsKey(wanted) || openKeys.stream().anyMatch(open -> open.matches(wanted));
  }

  /** The condition keys that begin as the given one does, up to the colon. */
  List<String> keysBeside(String key) {
    String prefix = key.toLowerCase(Locale.ROOT);
    String beginning = prefix.substring(0, prefix.indexOf(':') + 1);
    return keys.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(beginning))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * The types whose ARNs name a service in their third part.
   *
   * @param service such as {@code s3}, which is not always the prefix of its actions
   */
  List<ResourceType> typesOf(String service) {
    return types.getOrDefault(service, List.of());
  }

  /** Whether a resource of some type can have an ARN that fits the pattern. */
  boolean hasResource(String service, String arn) {
    return typesOf(service).stream().anyMatch(type -> type.meets(arn));
  }

  private static ServiceReference read() {
    var reference = new ServiceReference();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                ServiceReference.class.getResourceAsStream(COPY), StandardCharsets.UTF_8))) {
      String service = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        String word = line.substring(0, space);
        String rest = line.substring(space + 1);
        switch (word) {
          case "#" -> {}
          case "date" -> reference.date = rest;
          case "service" -> {
            service = rest;
            reference.services.put(service, new Service(new LinkedHashMap<>()));
          }
          case "key" -> reference.addKeys(rest.split(" "));
          case "type" -> reference.addType(rest);
          default ->
              reference.addActions(
                  service, Level.valueOf(word.toUpperCase(Locale.ROOT)), rest.split(" "));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reference;
  }

  private void addActions(String service, Level level, String[] names) {
    for (String name : names) {
      String full = service + ":" + name;
      services.get(service).actions().put(full.toLowerCase(Locale.ROOT), new Action(full, level));
    }
  }

  private void addType(String line) {
    int arn = line.lastIndexOf(' ') + 1;
    var type = new ResourceType(line.substring(0, arn - 1), line.substring(arn));
    String[] parts = type.arn().split(":", 4);
    String service = parts.length < 4 ? "" : parts[2];
    types.computeIfAbsent(service, none -> new ArrayList<>()).add(type);
  }

  private void addKeys(String[] names) {
    for (String name : names) {
      keys.put(name.toLowerCase(Locale.ROOT), name);
      if (name.contains("${")) {
        openKeys.add(Wildcard.anyCase(name.replaceAll("\\$\\{[^}]*}", "?*")));
      }
    }
  }
}
