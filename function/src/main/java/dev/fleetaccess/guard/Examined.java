package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.Resolver;
import dev.fleetaccess.release.Resource;
import dev.fleetaccess.release.Template;
import dev.fleetaccess.release.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rules look at: the release, seen from each sort of account. */
record Examined(Release release, Optional<Release> current, Surroundings surroundings) {
  /** Stands for every member account that is not the hub. */
  static final AccountId MEMBER = new AccountId("000000000000");

  /** One account of each sort: the hub, the management account, a member. */
  List<AccountId> sortsOfAccount() {
    return List.of(hub(), release.facts().management(), MEMBER);
  }

  AccountId hub() {
    return release.manifest().hub();
  }

  /** The templates of the release, each once. */
  List<Template> templates() {
    return release.manifest().stacks().stream()
        .map(stack -> release.template(stack.name()))
        .distinct()
        .toList();
  }

  /** The roles that an account would have, their properties as they come out in it. */
  List<PlacedRole> roles(AccountId account) {
    return release.stacksFor(account).stream().flatMap(stack -> roles(stack, account)).toList();
  }

  /** The ARNs of the roles that the hub stacks make and that have a name. */
  Set<String> hubRoles() {
    return release.stacksFor(hub()).stream()
        .filter(stack -> stack.in().contains(Placement.HUB))
        .flatMap(stack -> roles(stack, hub()))
        .flatMap(role -> role.arn(release.facts().partition()).stream())
        .collect(Collectors.toSet());
  }

  private Stream<PlacedRole> roles(Manifest.Stack stack, AccountId account) {
    Template template = release.template(stack.name());
    var resolver = Resolver.of(release, stack, account);
    return Resource.of(template)
        .filter(resource -> resource.type().filter("AWS::IAM::Role"::equals).isPresent())
        .filter(resource -> resolver.isMade(resource))
        .map(
            resource ->
                new PlacedRole(
                    account,
                    stack,
                    template.file(),
                    resource.id(),
                    resource.line(),
                    resolver
                        .resolve(resource.properties())
                        .filter(YamlValue.Mapping.class::isInstance)
                        .map(YamlValue.Mapping.class::cast)
                        .orElse(new YamlValue.Mapping(List.of(), resource.line()))));
  }
}
