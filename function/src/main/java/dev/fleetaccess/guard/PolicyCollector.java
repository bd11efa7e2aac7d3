package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Resolver;
import dev.fleetaccess.release.Resource;
import dev.fleetaccess.release.Template;
import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the policies that a stack would write in an account, wherever a template may put them. */
final class PolicyCollector {
  private final AccountId account;
  private final Manifest.Stack stack;
  private final Template template;
  private final Resolver resolver;
  private final List<Resource> made;
  private final List<PlacedPolicy> policies = new ArrayList<>();

  private PolicyCollector(
      Template template, Manifest.Stack stack, AccountId account, Resolver resolver) {
    this.account = account;
    this.stack = stack;
    this.template = template;
    this.resolver = resolver;
    this.made = Resource.of(template).filter(resource -> resolver.isMade(resource)).toList();
  }

  static List<PlacedPolicy> collect(
      Template template, Manifest.Stack stack, AccountId account, Resolver resolver) {
    var collector = new PolicyCollector(template, stack, account, resolver);
    collector.made.forEach(collector::add);
    return collector.policies;
  }

  private void add(Resource resource) {
    YamlValue.Mapping properties = resolver.properties(resource);
    switch (resource.type().orElse("")) {
      case "AWS::IAM::Role" -> role(resource, properties);
      case "AWS::IAM::RolePolicy" -> {
        List<YamlValue> holder = properties.value("RoleName").map(List::of).orElse(List.of());
        standing(resource, properties, holder);
      }
      case "AWS::IAM::Policy" -> standing(resource, properties, items(properties, "Roles"));
      case "AWS::IAM::ManagedPolicy" -> managed(resource, properties);
      default -> {
        // No template may have another type, which a rule says by itself.
      }
    }
  }

  private void managed(Resource policy, YamlValue.Mapping properties) {
    List<YamlValue> holders = new ArrayList<>(items(properties, "Roles"));
    referring(policy, "ManagedPolicyArns")
        .forEach(role -> holders.add(Values.text(role.id(), properties)));
    Optional<YamlValue> under = properties.value("Path");
    Optional<String> path = under.isEmpty() ? Optional.of("/") : under.flatMap(Values::text);
    var written = properties.entry("PolicyDocument");
    YamlValue document = written.map(YamlValue.Entry::value).orElse(properties);
    Optional<String> name = properties.value("ManagedPolicyName").flatMap(Values::text);
    policies.add(
        new PlacedPolicy(
            account,
            stack,
            template.file(),
            policy.id(),
            PlacedPolicy.Sort.MANAGED,
            name,
            path.flatMap(before -> name.map(before::concat)),
            holding(holders),
            referring(policy, "PermissionsBoundary").map(this::holder).toList(),
            written.map(YamlValue.Entry::line).orElse(policy.line()),
            resolver.untold(policy),
            document,
            PolicyReader.read(document)));
  }

  private void role(Resource role, YamlValue.Mapping properties) {
    properties
        .entry("AssumeRolePolicyDocument")
        .ifPresent(
            entry ->
                add(
                    role,
                    PlacedPolicy.Sort.TRUST,
                    Optional.empty(),
                    List.of(holder(role)),
                    entry.line(),
                    entry.value()));
    for (YamlValue item : items(properties, "Policies")) {
      var policy =
          item instanceof YamlValue.Mapping mapping && Values.function(item).isEmpty()
              ? mapping.entry("PolicyDocument")
              : Optional.<YamlValue.Entry>empty();
      // One that cannot be told stands for a document that cannot be read.
      add(
          role,
          PlacedPolicy.Sort.INLINE,
          item instanceof YamlValue.Mapping mapping
              ? mapping.value("PolicyName").flatMap(Values::text)
              : Optional.empty(),
          List.of(holder(role)),
          policy.map(YamlValue.Entry::line).orElse(item.line()),
          policy.map(YamlValue.Entry::value).orElse(item));
    }
  }

  private void standing(Resource resource, YamlValue.Mapping properties, List<YamlValue> holders) {
    var document = properties.entry("PolicyDocument");
    add(
        resource,
        PlacedPolicy.Sort.INLINE,
        properties.value("PolicyName").flatMap(Values::text),
        holding(holders),
        document.map(YamlValue.Entry::line).orElse(resource.line()),
        document.map(YamlValue.Entry::value).orElse(properties));
  }

  private void add(
      Resource resource,
      PlacedPolicy.Sort sort,
      Optional<String> name,
      List<PlacedPolicy.Holder> holders,
      int line,
      YamlValue document) {
    policies.add(
        new PlacedPolicy(
            account,
            stack,
            template.file(),
            resource.id(),
            sort,
            name,
            Optional.empty(),
            holders,
            List.of(),
            line,
            resolver.untold(resource),
            document,
            PolicyReader.read(document)));
  }

  private PlacedPolicy.Holder holder(Resource role) {
    return new PlacedPolicy.Holder(stack.name(), role.id());
  }

  private List<PlacedPolicy.Holder> holding(List<YamlValue> holders) {
    return made.stream()
        .filter(role -> holders.stream().anyMatch(holder -> names(holder, role)))
        .map(this::holder)
        .toList();
  }

  /** The roles of the template that refer to a managed policy of it. */
  private Stream<Resource> referring(Resource policy, String property) {
    return made.stream()
        .filter(
            role ->
                items(resolver.properties(role), property).stream()
                    .anyMatch(item -> refersTo(item, policy.id())));
  }

  /** A role is named by its name, by a reference, or here by its logical id. */
  private boolean names(YamlValue holder, Resource role) {
    Optional<String> text = Values.text(holder);
    return role.type().filter("AWS::IAM::Role"::equals).isPresent()
        && (text.filter(role.id()::equals).isPresent()
            || text.isPresent()
                && text.equals(resolver.properties(role).value("RoleName").flatMap(Values::text))
            || refersTo(holder, role.id()));
  }

  /** Whether a value is a reference to a resource of the template, or to an attribute of it. */
  static boolean refersTo(YamlValue value, String logicalId) {
    if (!(value instanceof YamlValue.Mapping mapping) || Values.function(value).isEmpty()) {
      return false;
    }
    YamlValue argument = mapping.entries().getFirst().value();
    Optional<String> id =
        argument instanceof YamlValue.Sequence sequence && !sequence.items().isEmpty()
            ? Values.text(sequence.items().getFirst())
            : Values.text(argument).map(text -> text.split("\\.", 2)[0]);
    return id.filter(logicalId::equals).isPresent();
  }

  private static List<YamlValue> items(YamlValue.Mapping properties, String key) {
    return properties
        .value(key)
        .map(value -> value instanceof YamlValue.Sequence list ? list.items() : List.of(value))
        .orElse(List.of());
  }
}
