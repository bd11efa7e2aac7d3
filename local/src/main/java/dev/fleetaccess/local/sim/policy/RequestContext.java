package dev.fleetaccess.local.sim.policy;

import dev.fleetaccess.local.sim.base.AwsError;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The condition keys of a request and their values; the names' case does not matter. */
public final class RequestContext {
  private static final RequestContext EMPTY = new RequestContext(Map.of());

  private final Supplier<Map<String, List<String>>> values;

  private RequestContext(Map<String, List<String>> values) {
    this.values = () -> values;
  }

  private RequestContext(Later later) {
    this.values = later;
  }

  /** Puts the keys together once, when the first of them is asked for. */
  private static final class Later implements Supplier<Map<String, List<String>>> {
    private final Supplier<RequestContext> source;
    private Optional<Map<String, List<String>>> known = Optional.empty();

    Later(Supplier<RequestContext> source) {
      this.source = source;
    }

    @Override
    public Map<String, List<String>> get() {
      if (known.isEmpty()) {
        known = Optional.of(source.get().values.get());
      }
      return known.get();
    }
  }

  /**
   * A context that is put together when a key is asked for, since most policies ask for none.
   *
   * @param source gives the context; what it reads must not change before the question is answered
   */
  public static RequestContext later(Supplier<RequestContext> source) {
    return new RequestContext(new Later(source));
  }

  /** A context without any key. */
  public static RequestContext empty() {
    return EMPTY;
  }

  /** A context of those keys. */
  public static RequestContext of(Map<String, List<String>> values) {
    var lower = new HashMap<String, List<String>>();
    values.forEach((key, each) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(each)));
    return new RequestContext(lower);
  }

  /** A context under construction. */
  public static final class Building {
    private final Map<String, List<String>> keys = new HashMap<>();

    /** Has one key more. */
    public Building with(String key, String value) {
      keys.put(key.toLowerCase(Locale.ROOT), List.of(value));
      return this;
    }

    /** Has every key of another context; its values win. */
    public Building with(RequestContext other) {
      keys.putAll(other.values.get());
      return this;
    }

    /** Knows every tag of a resource: those given, and no others. */
    public Building withResourceTags(String prefix, Map<String, String> tags) {
      keys.put(prefix.toLowerCase(Locale.ROOT), List.of());
      tags.forEach((key, value) -> with(prefix + key, value));
      return this;
    }

    /** The context; the building ends with it. */
    public RequestContext done() {
      return new RequestContext(keys);
    }
  }

  /** The context with one key more. */
  public RequestContext with(String key, List<String> more) {
    var copy = new HashMap<>(values.get());
    copy.put(key.toLowerCase(Locale.ROOT), List.copyOf(more));
    return new RequestContext(copy);
  }

  /** The context with one key of a single value more. */
  public RequestContext with(String key, String value) {
    return with(key, List.of(value));
  }

  /** Both contexts in one; the other's keys win. */
  public RequestContext with(RequestContext other) {
    if (other.values.get().isEmpty()) {
      return this;
    }
    if (values.get().isEmpty()) {
      return other;
    }
    var copy = new HashMap<>(values.get());
    copy.putAll(other.values.get());
    return new RequestContext(copy);
  }

  /** The context with {@code aws:RequestTag/…} and {@code aws:TagKeys} of those tags. */
  public RequestContext withRequestTags(Map<String, String> tags) {
    if (tags.isEmpty()) {
      return this;
    }
    var keys = new HashMap<String, List<String>>();
    keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
    tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
    return with(of(keys));
  }

  /**
   * The values of a key; empty when the request does not carry it.
   *
   * @throws AwsError when the simulation does not know the key at all
   */
  List<String> values(String key) {
    var name = key.toLowerCase(Locale.ROOT);
    var keys = values.get();
    var found = keys.get(name);
    if (found != null) {
      return found;
    }
    boolean family = keys.containsKey(name.substring(0, name.indexOf('/') + 1));
    if (!family && !ConditionKeys.known(key)) {
      throw AwsError.notSimulated("the condition key " + key);
    }
    return List.of();
  }
}
