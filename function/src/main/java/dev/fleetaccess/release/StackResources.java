package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The IAM resources that a stack makes in an account, as a session policy names them: by ARN, or by
 * a pattern where CloudFormation makes the name up.
 */
final class StackResources {
  private static final String ROLE = "AWS::IAM::Role";
  private static final String MANAGED = "AWS::IAM::ManagedPolicy";

  /** CloudFormation begins a name that it makes up with the stack's. */
  private static final String MADE_UP = StackEntryReader.PREFIX + "*";

  private final Release release;
  private final AccountId account;
  private final Resolver resolver;
  private final List<Resource> made;
  private final SortedSet<String> roles = new TreeSet<>();
  private final SortedSet<String> rolePaths = new TreeSet<>();
  private final SortedSet<String> anywhere = new TreeSet<>();
  private final SortedSet<String> policies = new TreeSet<>();
  private final SortedSet<String> policyPaths = new TreeSet<>();
  private final List<Uncovered> uncovered = new ArrayList<>();

  /**
   * A resource that no session policy of ours covers.
   *
   * @param resource the resource
   * @param why why not, in words
   */
  record Uncovered(Resource resource, String why) {}

  StackResources(Release release, Manifest.Stack stack, AccountId account, Traits traits) {
    this.release = release;
    this.account = account;
    this.resolver = Resolver.of(release, stack, account, traits);
    this.made =
        Resource.of(release.template(stack.name()))
            .filter(resource -> resolver.isMade(resource))
            .toList();
    made.forEach(this::add);
  }

  /** ARNs of the roles. */
  SortedSet<String> roles() {
    return roles;
  }

  /** The same, whatever the name under each path. */
  SortedSet<String> rolePaths() {
    return rolePaths;
  }

  /** The same, whatever the path before each name. */
  SortedSet<String> anywhere() {
    return anywhere;
  }

  /** ARNs of the managed policies. */
  SortedSet<String> policies() {
    return policies;
  }

  /** The same, whatever the name under each path. */
  SortedSet<String> policyPaths() {
    return policyPaths;
  }

  List<Uncovered> uncovered() {
    return uncovered;
  }

  private void add(Resource resource) {
    switch (resource.type().orElse("")) {
      case ROLE ->
          named(resource, "RoleName", "role")
              .ifPresent(
                  arn -> {
                    roles.add(arn);
                    int name = arn.lastIndexOf('/') + 1;
                    rolePaths.add(arn.substring(0, name) + "*");
                    anywhere.add(
                        arn.substring(0, arn.indexOf('/') + 1) + "*" + arn.substring(name));
                  });
      case MANAGED -> {
        named(resource, "ManagedPolicyName", "policy")
            .ifPresent(
                arn -> {
                  policies.add(arn);
                  policyPaths.add(arn.substring(0, arn.lastIndexOf('/') + 1) + "*");
                });
        attaches(resource);
      }
      case "AWS::IAM::Policy" -> attaches(resource);
      case "AWS::IAM::RolePolicy" ->
          resolver
              .properties(resource)
              .value("RoleName")
              .ifPresent(role -> belongs(resource, role));
      default -> {
        // No template may have another type, which the guard says by itself.
      }
    }
  }

  private Optional<String> named(Resource resource, String property, String sort) {
    YamlValue.Mapping properties = resolver.properties(resource);
    Optional<YamlValue> given = properties.value(property);
    Optional<String> name = given.isEmpty() ? Optional.of(MADE_UP) : given.flatMap(Values::text);
    Optional<YamlValue> under = properties.value("Path");
    Optional<String> path = under.isEmpty() ? Optional.of("/") : under.flatMap(Values::text);
    if (name.isEmpty() || path.isEmpty()) {
      uncovered.add(new Uncovered(resource, "has a name or a path that cannot be read"));
      return Optional.empty();
    }
    return Optional.of(
        "arn:%s:iam::%s:%s%s%s"
            .formatted(release.facts().partition(), account, sort, path.get(), name.get()));
  }

  private void attaches(Resource resource) {
    YamlValue.Mapping properties = resolver.properties(resource);
    if (properties.value("Users").isPresent() || properties.value("Groups").isPresent()) {
      uncovered.add(new Uncovered(resource, "is attached to users or groups"));
    }
    properties.value("Roles").stream()
        .flatMap(
            roles ->
                roles instanceof YamlValue.Sequence some ? some.items().stream() : Stream.of(roles))
        .forEach(role -> belongs(resource, role));
  }

  private void belongs(Resource resource, YamlValue role) {
    boolean own =
        made.stream()
            .filter(other -> other.type().filter(ROLE::equals).isPresent())
            .anyMatch(other -> is(role, other));
    if (!own) {
      uncovered.add(
          new Uncovered(resource, "is attached to a role that the template does not make"));
    }
  }

  private boolean is(YamlValue role, Resource other) {
    Optional<String> name = resolver.properties(other).value("RoleName").flatMap(Values::text);
    return (Values.text(role).isPresent() && Values.text(role).equals(name))
        || role instanceof YamlValue.Mapping mapping
            && mapping.value("Ref").flatMap(Values::text).filter(other.id()::equals).isPresent();
  }
}
