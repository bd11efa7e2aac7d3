package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
  private final ManagedReference managed;

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
    this.managed = new ManagedReference(release, stack, account, resolver, made);
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
    List<YamlValue> policies =
        Stream.concat(
                items(properties, "Policies").stream(),
                policiesOn(resource.id(), name.get()).map(YamlValue.class::cast))
            .toList();
    var inline = new TreeMap<String, Optional<String>>();
    policies.forEach(policy -> addPolicy(inline, policy));
    List<ManagedReference.Told> attached = attached(resource.id(), name.get(), properties);
    return Optional.of(
        new WantedRole(
            resource.id(),
            name.get(),
            path.get(),
            properties.value("AssumeRolePolicyDocument").flatMap(PolicyForm::of),
            inline,
            texts(attached, true),
            policies.stream().anyMatch(policy -> policyName(policy).isEmpty()),
            texts(attached, false),
            boundary(properties),
            properties.value("MaxSessionDuration").isEmpty()
                ? Optional.of("3600")
                : text(properties, "MaxSessionDuration"),
            tags(properties)));
  }

  private WantedBoundary boundary(YamlValue.Mapping properties) {
    return properties
        .value("PermissionsBoundary")
        .map(managed::of)
        .<WantedBoundary>map(
            told ->
                told.whole()
                    ? new WantedBoundary.Policy(told.text())
                    : new WantedBoundary.Untold(told.text()))
        .orElseGet(WantedBoundary.None::new);
  }

  private static TreeSet<String> texts(List<ManagedReference.Told> policies, boolean whole) {
    return policies.stream()
        .filter(told -> told.whole() == whole)
        .map(ManagedReference.Told::text)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void addPolicy(Map<String, Optional<String>> inline, YamlValue policy) {
    policyName(policy)
        .ifPresent(
            name ->
                inline.put(
                    name,
                    ((YamlValue.Mapping) policy).value("PolicyDocument").flatMap(PolicyForm::of)));
  }

  /** Empty where only CloudFormation can tell it. */
  private static Optional<String> policyName(YamlValue policy) {
    return policy instanceof YamlValue.Mapping mapping
        ? text(mapping, "PolicyName")
        : Optional.empty();
  }

  /** The policies that stand by themselves in the template and become inline ones of the role. */
  private Stream<YamlValue.Mapping> policiesOn(String id, String name) {
    return Stream.concat(
        ofType("AWS::IAM::RolePolicy")
            .map(resolver::properties)
            .filter(one -> one.value("RoleName").filter(role -> is(role, id, name)).isPresent()),
        ofType("AWS::IAM::Policy").map(resolver::properties).filter(one -> names(one, id, name)));
  }

  /** The managed policies that the role names, and those of the template that name the role. */
  private List<ManagedReference.Told> attached(
      String id, String name, YamlValue.Mapping properties) {
    return Stream.concat(
            items(properties, "ManagedPolicyArns").stream().map(managed::of),
            ofType("AWS::IAM::ManagedPolicy")
                .filter(policy -> names(resolver.properties(policy), id, name))
                .map(managed::of))
        .toList();
  }

  /** The items of a list; a value that is none, such as a function, counts as one item. */
  private static List<YamlValue> items(YamlValue.Mapping properties, String key) {
    return properties
        .value(key)
        .map(value -> value instanceof YamlValue.Sequence list ? list.items() : List.of(value))
        .orElse(List.of());
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
