package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves a template's functions as they come out in one account. A function that it does not
 * know, or whose arguments it cannot tell, stays as it is written.
 */
public final class Resolver {
  /**
   * Stands for every member account but the hub. It is written where a template writes its own
   * account's id; a condition that asks for that id cannot be told, since it may hold in one of
   * them.
   */
  public static final AccountId ANY_MEMBER = new AccountId("000000000000");

  private static final String ACCOUNT = "AWS::AccountId";
  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final Map<String, YamlValue> values = new HashMap<>();
  private final Conditions conditions;

  private Resolver(Template template, Set<AccountId> others) {
    this.conditions = new Conditions(template, this, others);
  }

  private Resolver(Resolver other) {
    this.values.putAll(other.values);
    this.conditions = other.conditions;
  }

  /** The resolver for a stack's template in an account of which only the id is known. */
  public static Resolver of(Release release, Manifest.Stack stack, AccountId account) {
    return of(release, stack, account, Traits.NONE);
  }

  /** The resolver for a stack's template in an account. */
  static Resolver of(Release release, Manifest.Stack stack, AccountId account, Traits traits) {
    Template template = release.template(stack.name());
    var resolver =
        new Resolver(template, Set.of(release.manifest().hub(), release.facts().management()));
    Map<String, String> given = release.stack(stack.name(), account, traits).parameters();
    template
        .parameters()
        .forEach(
            (name, parameter) ->
                Optional.ofNullable(given.get(name))
                    .or(parameter::preset)
                    .ifPresent(value -> resolver.put(name, parameter.isList(), value)));
    resolver.put("AWS::Partition", false, release.facts().partition());
    resolver.put("AWS::Region", false, release.manifest().region());
    resolver.put("AWS::StackName", false, stack.name());
    if (account.equals(ANY_MEMBER)) {
      return resolver.writing(ANY_MEMBER);
    }
    resolver.put(ACCOUNT, false, account.value());
    return resolver;
  }

  /**
   * The same with another account's id wherever the own one is written: what comes out alike in
   * several accounts then reads alike. Conditions hold as in the account itself.
   */
  public Resolver writing(AccountId other) {
    var resolver = new Resolver(this);
    resolver.put(ACCOUNT, false, other.value());
    return resolver;
  }

  private void put(String name, boolean list, String text) {
    YamlValue value = new YamlValue.Scalar(text, YamlValue.Kind.TEXT, 1);
    if (list) {
      var items = new ArrayList<YamlValue>();
      for (String item : text.split(",", -1)) {
        items.add(new YamlValue.Scalar(item.strip(), YamlValue.Kind.TEXT, 1));
      }
      value = new YamlValue.Sequence(items, 1);
    }
    values.put(name, value);
  }

  /** Whether the account gets a resource; where that cannot be told, it does. */
  public boolean isMade(Resource resource) {
    return resource.condition().flatMap(Values::text).flatMap(conditions::holds).orElse(true);
  }

  /**
   * The condition of a resource of which it cannot be told whether the account gets it, in words
   * that differ where conditions of one name do; empty where it can be told.
   */
  public Optional<String> untold(Resource resource) {
    return resource.condition().flatMap(Values::text).flatMap(conditions::untold);
  }

  /** The value with its functions resolved; empty where it comes to {@code AWS::NoValue}. */
  public Optional<YamlValue> resolve(YamlValue value) {
    return switch (value) {
      case YamlValue.Scalar scalar -> Optional.of(scalar);
      case YamlValue.Sequence sequence ->
          Optional.of(
              new YamlValue.Sequence(
                  sequence.items().stream().flatMap(item -> resolve(item).stream()).toList(),
                  sequence.line()));
      case YamlValue.Mapping mapping -> {
        var function = Values.function(mapping);
        yield function.isPresent()
            ? call(function.get(), mapping)
            : Optional.of(
                new YamlValue.Mapping(
                    mapping.entries().stream().flatMap(entry -> resolve(entry).stream()).toList(),
                    mapping.line()));
      }
    };
  }

  /** The resource's properties as they come to be; none where they cannot be told. */
  public YamlValue.Mapping properties(Resource resource) {
    return resolve(resource.properties())
        .filter(YamlValue.Mapping.class::isInstance)
        .map(YamlValue.Mapping.class::cast)
        .orElse(new YamlValue.Mapping(List.of(), resource.line()));
  }

  private Optional<YamlValue.Entry> resolve(YamlValue.Entry entry) {
    return resolve(entry.value())
        .map(value -> new YamlValue.Entry(entry.key(), entry.line(), value));
  }

  private Optional<YamlValue> call(String function, YamlValue.Mapping written) {
    YamlValue argument = written.entries().getFirst().value();
    return switch (function) {
      case "Ref" -> reference(argument, written);
      case "Fn::If" -> choice(argument, written);
      case "Fn::Sub" -> Optional.of(substitution(argument).orElse(written));
      case "Fn::Join" -> Optional.of(join(argument).orElse(written));
      case "Fn::Split" -> Optional.of(parts(argument).orElse(written));
      case "Fn::Select" -> Optional.of(selection(argument).orElse(written));
      default -> Optional.of(written);
    };
  }

  private Optional<YamlValue> reference(YamlValue argument, YamlValue.Mapping written) {
    String name = Values.text(argument).orElse("");
    if (name.equals("AWS::NoValue")) {
      return Optional.empty();
    }
    return Optional.of(value(name).map(value -> at(value, written.line())).orElse(written));
  }

  private Optional<YamlValue> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private Optional<YamlValue> choice(YamlValue argument, YamlValue.Mapping written) {
    if (argument instanceof YamlValue.Sequence sequence && sequence.items().size() == 3) {
      var holds = Values.text(sequence.items().getFirst()).flatMap(conditions::holds);
      if (holds.isPresent()) {
        return resolve(sequence.items().get(holds.get() ? 1 : 2));
      }
    }
    return Optional.of(written);
  }

  private Optional<YamlValue> substitution(YamlValue argument) {
    Map<String, YamlValue> own = new HashMap<>();
    YamlValue pattern = argument;
    if (argument instanceof YamlValue.Sequence sequence
        && sequence.items().size() == 2
        && sequence.items().get(1) instanceof YamlValue.Mapping mapping) {
      pattern = sequence.items().getFirst();
      for (YamlValue.Entry entry : mapping.entries()) {
        resolve(entry.value()).ifPresent(value -> own.put(entry.key(), value));
      }
    }
    var text = Values.text(pattern);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var result = new StringBuilder();
    Matcher places = PLACEHOLDER.matcher(text.get());
    while (places.find()) {
      String name = places.group(2).strip();
      if (places.group(1).equals("!")) {
        places.appendReplacement(result, Matcher.quoteReplacement("${" + name + "}"));
        continue;
      }
      var value = Optional.ofNullable(own.get(name)).or(() -> value(name)).flatMap(Values::text);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      places.appendReplacement(result, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(Values.text(places.appendTail(result).toString(), argument));
  }

  private Optional<YamlValue> join(YamlValue argument) {
    if (!(argument instanceof YamlValue.Sequence sequence) || sequence.items().size() != 2) {
      return Optional.empty();
    }
    var separator = Values.text(sequence.items().getFirst());
    var parts = resolve(sequence.items().get(1)).flatMap(Values::texts);
    return separator.isEmpty() || parts.isEmpty()
        ? Optional.empty()
        : Optional.of(Values.text(String.join(separator.get(), parts.get()), argument));
  }

  private Optional<YamlValue> selection(YamlValue argument) {
    if (!(argument instanceof YamlValue.Sequence sequence) || sequence.items().size() != 2) {
      return Optional.empty();
    }
    var index = resolve(sequence.items().getFirst()).flatMap(Values::text);
    var from = resolve(sequence.items().get(1)).flatMap(Values::texts);
    if (index.isEmpty() || from.isEmpty() || !index.get().matches("\\d{1,4}")) {
      return Optional.empty();
    }
    int place = Integer.parseInt(index.get());
    List<String> items = from.get();
    return place < items.size()
        ? Optional.of(Values.text(items.get(place), argument))
        : Optional.empty();
  }

  private Optional<YamlValue> parts(YamlValue argument) {
    if (!(argument instanceof YamlValue.Sequence sequence) || sequence.items().size() != 2) {
      return Optional.empty();
    }
    var separator = Values.text(sequence.items().getFirst()).filter(text -> !text.isEmpty());
    var whole = resolve(sequence.items().get(1)).flatMap(Values::text);
    if (separator.isEmpty() || whole.isEmpty() || variesByAccount(whole.get(), separator.get())) {
      return Optional.empty();
    }
    var parts = new ArrayList<YamlValue>();
    for (String part : whole.get().split(Pattern.quote(separator.get()), -1)) {
      parts.add(Values.text(part, argument));
    }
    return Optional.of(new YamlValue.Sequence(parts, argument.line()));
  }

  /** Whether parts of a text are cut out of the id of an account that is not known. */
  private boolean variesByAccount(String whole, String separator) {
    return DIGIT.matcher(separator).find()
        && whole.contains(ANY_MEMBER.value())
        && value(ACCOUNT).flatMap(Values::text).filter(ANY_MEMBER.value()::equals).isPresent();
  }

  /** The value of a parameter, at the line where it is referred to. */
  private static YamlValue at(YamlValue value, int line) {
    return switch (value) {
      case YamlValue.Scalar scalar -> new YamlValue.Scalar(scalar.text(), scalar.kind(), line);
      case YamlValue.Sequence sequence ->
          new YamlValue.Sequence(
              sequence.items().stream().map(item -> at(item, line)).toList(), line);
      case YamlValue.Mapping mapping -> mapping;
    };
  }
}
