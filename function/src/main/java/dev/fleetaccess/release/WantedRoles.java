package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads out of a template which roles a stack makes in an account. */
final class WantedRoles {
  private static final String ROLE = "AWS::IAM::Role";

  private final Release release;
  private final Manifest.Stack stack;
  private final AccountId account;
  private final Traits traits;
  private final Resolver resolver;
  private final List<Resource> made;

  WantedRoles(Release release, Manifest.Stack stack, AccountId account, Traits traits) {
    this.release = release;
    this.stack = stack;
    this.account = account;
    this.traits = traits;
    this.resolver = Resolver.of(release, stack, account, traits);
    this.made =
        Resource.of(release.template(stack.name()))
            .filter(resource -> resolver.isMade(resource))
            .toList();
  }

  /** The roles that have a name which can be read; what has none cannot be looked for. */
  List<WantedRole> find() {
    return ofType(ROLE).flatMap(resource -> role(resource).stream()).toList();
  }

  private Optional<WantedRole> role(Resource resource) {
    YamlValue.Mapping properties = resolver.properties(resource);
    Optional<String> name = text(properties, "RoleName");
    Optional<String> path =
        properties.value("Path").isEmpty() ? Optional.of("/") : text(properties, "Path");
    if (name.isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    var inline = new TreeMap<String, Optional<String>>();
    addInline(inline, properties);
    policiesOn(resource.id(), name.get()).forEach(policy -> addPolicy(inline, policy));
    var attached = new TreeSet<String>();
    boolean unknown = addAttached(attached, resource.id(), name.get(), properties);
    return Optional.of(
        new WantedRole(
            resource.id(),
            name.get(),
            path.get(),
            properties.value("AssumeRolePolicyDocument").flatMap(PolicyForm::of),
            inline,
            attached,
            unknown,
            text(properties, "PermissionsBoundary"),
            text(properties, "MaxSessionDuration").orElse("3600"),
            tags(properties)));
  }

  private static void addInline(
      Map<String, Optional<String>> inline, YamlValue.Mapping properties) {
    if (properties.value("Policies").orElse(null) instanceof YamlValue.Sequence policies) {
      for (YamlValue policy : policies.items()) {
        if (policy instanceof YamlValue.Mapping mapping) {
          addPolicy(inline, mapping);
        }
      }
    }
  }

  private static void addPolicy(Map<String, Optional<String>> inline, YamlValue.Mapping policy) {
    text(policy, "PolicyName")
        .ifPresent(
            name -> inline.put(name, policy.value("PolicyDocument").flatMap(PolicyForm::of)));
  }

  /** The policies that stand by themselves in the template and become inline ones of the role. */
  private Stream<YamlValue.Mapping> policiesOn(String id, String name) {
    return Stream.concat(
        ofType("AWS::IAM::RolePolicy")
            .map(resolver::properties)
            .filter(one -> one.value("RoleName").filter(role -> is(role, id, name)).isPresent()),
        ofType("AWS::IAM::Policy").map(resolver::properties).filter(one -> names(one, id, name)));
  }

  /** True when a policy is attached whose name cannot be told. */
  private boolean addAttached(
      TreeSet<String> attached, String id, String name, YamlValue.Mapping properties) {
    boolean unknown = false;
    if (properties.value("ManagedPolicyArns").orElse(null) instanceof YamlValue.Sequence arns) {
      for (YamlValue arn : arns.items()) {
        Optional<String> known = Values.text(arn).or(() -> ownPolicy(arn));
        known.ifPresent(attached::add);
        unknown |= known.isEmpty();
      }
    }
    for (Resource policy : ofType("AWS::IAM::ManagedPolicy").toList()) {
      if (names(resolver.properties(policy), id, name)) {
        Optional<String> known = arnOf(policy);
        known.ifPresent(attached::add);
        unknown |= known.isEmpty();
      }
    }
    return unknown;
  }

  /** The ARN of a policy of the same template that is referred to. */
  private Optional<String> ownPolicy(YamlValue reference) {
    return reference instanceof YamlValue.Mapping mapping
        ? mapping
            .value("Ref")
            .flatMap(Values::text)
            .flatMap(id -> made.stream().filter(one -> one.id().equals(id)).findFirst())
            .flatMap(this::arnOf)
        : Optional.empty();
  }

  private Optional<String> arnOf(Resource policy) {
    YamlValue.Mapping properties = resolver.properties(policy);
    return text(properties, "ManagedPolicyName")
        .map(
            name ->
                "arn:%s:iam::%s:policy%s%s"
                    .formatted(
                        release.facts().partition(),
                        account,
                        text(properties, "Path").orElse("/"),
                        name));
  }

  private boolean names(YamlValue.Mapping policy, String id, String name) {
    return policy.value("Roles").orElse(null) instanceof YamlValue.Sequence roles
        && roles.items().stream().anyMatch(role -> is(role, id, name));
  }

  private static boolean is(YamlValue role, String id, String name) {
    return Values.text(role).filter(name::equals).isPresent()
        || role instanceof YamlValue.Mapping mapping
            && mapping.value("Ref").flatMap(Values::text).filter(id::equals).isPresent();
  }

  /** CloudFormation gives a role its stack's tags too. */
  private Map<String, String> tags(YamlValue.Mapping properties) {
    var tags = new TreeMap<>(release.stack(stack.name(), account, traits).tags());
    if (properties.value("Tags").orElse(null) instanceof YamlValue.Sequence own) {
      for (YamlValue tag : own.items()) {
        if (tag instanceof YamlValue.Mapping mapping) {
          Optional<String> value = text(mapping, "Value");
          text(mapping, "Key").ifPresent(key -> value.ifPresent(known -> tags.put(key, known)));
        }
      }
    }
    return tags;
  }

  private Stream<Resource> ofType(String type) {
    return made.stream().filter(resource -> resource.type().filter(type::equals).isPresent());
  }

  private static Optional<String> text(YamlValue.Mapping mapping, String key) {
    return mapping.value(key).flatMap(Values::text);
  }
}
