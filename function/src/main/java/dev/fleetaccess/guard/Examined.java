package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.Resolver;
import dev.fleetaccess.release.Resource;
import dev.fleetaccess.release.Template;
import dev.fleetaccess.release.YamlValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the rules look at: the release, seen from each sort of account. */
final class Examined {
  /** Ways in which a release comes out; more are not examined within a push's two minutes. */
  static final int MOST = 1_024;

  private final Release release;
  private final Optional<Release> current;
  private final Surroundings surroundings;
  private final boolean anonymous;
  private final Map<AccountId, List<PlacedRole>> roles = new HashMap<>();
  private final Map<AccountId, List<PlacedPolicy>> policies = new HashMap<>();
  private final Map<AccountId, List<RolePowers>> powers = new HashMap<>();
  private Optional<Examined> anonymously = Optional.empty();

  Examined(Release release, Optional<Release> current, Surroundings surroundings) {
    this(release, current, surroundings, false);
  }

  /**
   * @param anonymous whether {@link #MEMBER} stands wherever a template writes its own account's
   *     id, so that what comes out alike in several accounts reads alike
   */
  private Examined(
      Release release, Optional<Release> current, Surroundings surroundings, boolean anonymous) {
    this.release = release;
    this.current = current;
    this.surroundings = surroundings;
    this.anonymous = anonymous;
  }

  /** A release as everybody has it, and as accounts come to have it by overrides. */
  static Stream<Examined> all(
      Release release, Optional<Release> current, Surroundings surroundings) {
    return Stream.concat(
        Stream.of(new Examined(release, current, surroundings)),
        variants(release, surroundings)
            .map(
                one ->
                    new Examined(one, current.map(old -> old.before(release, one)), surroundings)));
  }

  /** Whether there are more than {@value #MOST} ways in which it comes out. */
  static boolean isTooMuch(Release release, Surroundings surroundings) {
    return variants(release, surroundings).limit(MOST).count() == MOST;
  }

  /**
   * As overrides change one stack; and where a role of that stack has a policy of another one that
   * they change too, as they change both.
   */
  private static Stream<Release> variants(Release release, Surroundings surroundings) {
    return release.variants().stream()
        .flatMap(
            one ->
                new Examined(one, Optional.empty(), surroundings).hasPoliciesThatVary()
                    ? Stream.concat(Stream.of(one), variants(one, surroundings))
                    : Stream.of(one));
  }

  private boolean hasPoliciesThatVary() {
    boolean several =
        release.manifest().stacks().stream().anyMatch(stack -> !stack.overrides().isEmpty());
    return several
        && policies().stream()
            .filter(policy -> !policy.stack().overrides().isEmpty())
            .anyMatch(PlacedPolicy::isOfAnotherStacksRole);
  }

  Release release() {
    return release;
  }

  /** The release that finished last. */
  Optional<Release> current() {
    return current;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** Stands for every member account that is not the hub. */
  static final AccountId MEMBER = Resolver.ANY_MEMBER;

  /** One account of each sort: a member, the hub, the management account. */
  List<AccountId> sortsOfAccount() {
    return List.of(MEMBER, hub(), release.facts().management());
  }

  /** The same with no account's own id. */
  Examined everywhere() {
    if (anonymous) {
      return this;
    }
    if (anonymously.isEmpty()) {
      anonymously = Optional.of(new Examined(release, current, surroundings, true));
    }
    return anonymously.get();
  }

  /** The release that finished last, seen likewise. */
  Optional<Examined> before() {
    return current.map(old -> new Examined(old, Optional.empty(), surroundings, anonymous));
  }

  /** What one account has of a release. */
  record Share(Examined examined, AccountId account) {
    List<PlacedRole> roles() {
      return examined.roles(account);
    }

    List<PlacedPolicy> policies() {
      return examined.policies(account);
    }

    List<RoleAccess> access() {
      return RoleAccess.of(roles(), policies());
    }
  }

  /** What one sort of account had, and has now. */
  record Change(Share before, Share after) {}

  /**
   * What each sort of account comes to have, beside what it had; none where nothing went before.
   */
  List<Change> changes() {
    return before().stream()
        .flatMap(
            before ->
                IntStream.range(0, sortsOfAccount().size())
                    .mapToObj(
                        sort ->
                            new Change(
                                new Share(before, before.sortsOfAccount().get(sort)),
                                new Share(this, sortsOfAccount().get(sort)))))
        .toList();
  }

  /** The policies that an account would have. */
  List<PlacedPolicy> policies(AccountId account) {
    List<PlacedPolicy> known = policies.get(account);
    if (known == null) {
      known =
          release.stacksFor(account).stream()
              .flatMap(stack -> written(stack, account).stream())
              .map(policy -> policy.among(roles(account)))
              .toList();
      policies.put(account, known);
    }
    return known;
  }

  private List<PlacedPolicy> written(Manifest.Stack stack, AccountId account) {
    Template template = release.template(stack.name());
    return PolicyCollector.collect(template, stack, account, resolver(stack, account));
  }

  private Resolver resolver(Manifest.Stack stack, AccountId account) {
    var resolver = Resolver.of(release, stack, account);
    return anonymous ? resolver.writing(MEMBER) : resolver;
  }

  /** The policies of every sort of account. */
  List<PlacedPolicy> policies() {
    return sortsOfAccount().stream().flatMap(account -> policies(account).stream()).toList();
  }

  /** What each role of an account may do. */
  List<RolePowers> powers(AccountId account) {
    List<RolePowers> known = powers.get(account);
    if (known == null) {
      List<PlacedPolicy> own = policies(account);
      known = roles(account).stream().map(role -> RolePowers.of(role, own)).toList();
      powers.put(account, known);
    }
    return known;
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
    List<PlacedRole> known = roles.get(account);
    if (known == null) {
      known = release.stacksFor(account).stream().flatMap(stack -> roles(stack, account)).toList();
      roles.put(account, known);
    }
    return known;
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
    var resolver = resolver(stack, account);
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
                    resolver.untold(resource),
                    resolver
                        .resolve(resource.properties())
                        .filter(YamlValue.Mapping.class::isInstance)
                        .map(YamlValue.Mapping.class::cast)
                        .orElse(new YamlValue.Mapping(List.of(), resource.line()))));
  }
}
