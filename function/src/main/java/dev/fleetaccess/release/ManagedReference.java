package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * Tells the ARNs of managed policies that a template refers to: those it writes plainly, and those
 * it makes itself.
 */
final class ManagedReference {
  private static final String TYPE = "AWS::IAM::ManagedPolicy";

  /**
   * A name that CloudFormation makes up begins with the stack's; where the whole would be too long,
   * with so many letters of it at least.
   */
  private static final int SURE_LETTERS = 24;

  private final Release release;
  private final Manifest.Stack stack;
  private final AccountId account;
  private final Resolver resolver;
  private final List<Resource> made;

  ManagedReference(
      Release release,
      Manifest.Stack stack,
      AccountId account,
      Resolver resolver,
      List<Resource> made) {
    this.release = release;
    this.stack = stack;
    this.account = account;
    this.resolver = resolver;
    this.made = made;
  }

  /**
   * An ARN as far as it can be told.
   *
   * @param text the ARN, or its beginning, which is empty where nothing can be told
   * @param whole whether it is the whole of it
   */
  record Told(String text, boolean whole) {
    static final Told NOTHING = new Told("", false);
  }

  /** What a value comes to that names a policy. */
  Told of(YamlValue value) {
    return Values.text(value)
        .map(arn -> new Told(arn, true))
        .or(() -> referred(value).map(this::of))
        .orElse(Told.NOTHING);
  }

  /** The policy that a resource of the template makes. */
  Told of(Resource policy) {
    YamlValue.Mapping properties = resolver.properties(policy);
    Optional<YamlValue> under = properties.value("Path");
    Optional<String> path = under.isEmpty() ? Optional.of("/") : under.flatMap(Values::text);
    Optional<YamlValue> given = properties.value("ManagedPolicyName");
    if (path.isEmpty()) {
      return new Told(arn("/"), false);
    }
    if (given.isEmpty()) {
      return new Told(arn(path.get() + madeUp()), false);
    }
    return given
        .flatMap(Values::text)
        .map(name -> new Told(arn(path.get() + name), true))
        .orElseGet(() -> new Told(arn(path.get()), false));
  }

  private String madeUp() {
    String name = stack.name();
    return name.length() < SURE_LETTERS ? name + "-" : name.substring(0, SURE_LETTERS);
  }

  private String arn(String rest) {
    return "arn:%s:iam::%s:policy%s".formatted(release.facts().partition(), account, rest);
  }

  /** A reference to the policy, or to its ARN as an attribute of it. */
  private Optional<Resource> referred(YamlValue value) {
    if (!(value instanceof YamlValue.Mapping mapping)) {
      return Optional.empty();
    }
    Optional<String> id =
        mapping
            .value("Ref")
            .or(() -> mapping.value("Fn::GetAtt"))
            .flatMap(
                argument ->
                    argument instanceof YamlValue.Sequence parts && !parts.items().isEmpty()
                        ? Values.text(parts.items().getFirst())
                        : Values.text(argument).map(text -> text.split("\\.", 2)[0]));
    return made.stream()
        .filter(resource -> resource.type().filter(TYPE::equals).isPresent())
        .filter(resource -> id.filter(resource.id()::equals).isPresent())
        .findFirst();
  }
}
