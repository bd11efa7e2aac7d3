package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.OrganizationFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The desired state that one commit declares: which account has which role stacks. {@link
 * ReleaseReader} makes it from what the commit holds; nothing that stops it was found in it.
 */
public final class Release {
  /** Accounts whose answers are kept: an account is visited again within seconds or not soon. */
  private static final int KEPT = 1_024;

  /** The stack tag that says whose stack it is. */
  public static final String MANAGED_BY = "fleetaccess:managed-by";

  private final ReleaseSource source;
  private final Manifest manifest;
  private final Map<String, Template> templates;
  private final Map<String, Integer> lines;
  private final List<Finding> warnings;
  private final Map<String, RoleStack> stacks = new TreeMap<>();

  private final Remembered<Place, List<WantedRole>> roles =
      new Remembered<>(
          KEPT, place -> new WantedRoles(this, declared(place.stack), place.account).find());
  private final Remembered<Narrowing, String> sessionPolicies =
      new Remembered<>(KEPT, SessionPolicy::make);

  Release(
      ReleaseSource source,
      Manifest manifest,
      Map<String, Template> templates,
      Map<String, Integer> lines,
      List<Finding> warnings) {
    this.source = source;
    this.manifest = manifest;
    this.templates = Map.copyOf(templates);
    this.lines = Map.copyOf(lines);
    this.warnings = List.copyOf(warnings);
    Map<String, String> filledIn = new FilledIn(manifest, source).values();
    for (Manifest.Stack stack : manifest.stacks()) {
      stacks.put(stack.name(), written(stack, filledIn));
    }
  }

  /** The commit that declares it. */
  public CommitId commit() {
    return source.commit();
  }

  /** What it was made from. */
  public ReleaseSource source() {
    return source;
  }

  /** The organization it is for. */
  public OrganizationFacts facts() {
    return source.facts();
  }

  /** The manifest, read. */
  public Manifest manifest() {
    return manifest;
  }

  /** What people are told about it, although it may go on. */
  public List<Finding> warnings() {
    return warnings;
  }

  /** The line of a key at the manifest's top; 1 where the key is left out. */
  public int line(String key) {
    return lines.getOrDefault(key, 1);
  }

  /**
   * The template of a stack.
   *
   * @throws IllegalArgumentException when the manifest has no stack of that name
   */
  public Template template(String stack) {
    return templates.get(declared(stack).template());
  }

  /**
   * What an account should have under a stack's name, whether or not the stack belongs there.
   *
   * @throws IllegalArgumentException when the manifest has no stack of that name
   */
  public RoleStack stack(String name, AccountId account) {
    return stacks.get(declared(name).name());
  }

  /**
   * The roles that a stack makes in an account, as far as their names can be read.
   *
   * @throws IllegalArgumentException when the manifest has no stack of that name
   */
  public List<WantedRole> roles(String stack, AccountId account) {
    return roles.of(new Place(stack, account));
  }

  /**
   * The variant of a stack's template by which roles that stand in the account already are taken
   * over: JSON, at most as long as CloudFormation takes when the template itself is far shorter.
   *
   * @throws IllegalArgumentException when the manifest has no stack of that name
   */
  public String importing(String stack, AccountId account) {
    var names = new TreeMap<String, String>();
    roles(stack, account).forEach(role -> names.put(role.logicalId(), role.name()));
    return new ImportTemplate(template(stack).root(), names).json();
  }

  /** The stacks that belong into an account, in the manifest's order. */
  public List<Manifest.Stack> stacksFor(AccountId account) {
    Set<Placement> places = places(account);
    return manifest.stacks().stream()
        .filter(stack -> stack.in().stream().anyMatch(places::contains))
        .filter(stack -> !stack.exceptAccounts().contains(account))
        .toList();
  }

  /** Whether a stack belongs into an account, or would if the account were no exception. */
  boolean mayHold(Manifest.Stack stack, AccountId account) {
    return stack.in().stream().anyMatch(places(account)::contains);
  }

  /** Control policies do not hold in the management account, so it is no spoke unless told. */
  private Set<Placement> places(AccountId account) {
    if (account.equals(facts().management())) {
      return Set.of(Placement.ORGANIZATION);
    }
    return account.equals(manifest.hub())
        ? Set.of(Placement.HUB, Placement.SPOKES)
        : Set.of(Placement.SPOKES);
  }

  /** The session policy for an account where these releases count, this one the first of them. */
  String sessionPolicy(Narrowing narrowing) {
    return sessionPolicies.of(narrowing);
  }

  /** A stack in an account. */
  private record Place(String stack, AccountId account) {}

  /** An account, and the releases whose stacks a session may meet there. */
  record Narrowing(AccountId account, List<Release> releases) {
    Narrowing {
      releases = List.copyOf(releases);
    }
  }

  private Manifest.Stack declared(String name) {
    return manifest
        .stack(name)
        .orElseThrow(() -> new IllegalArgumentException("the release has no stack '" + name + "'"));
  }

  private RoleStack written(Manifest.Stack stack, Map<String, String> filledIn) {
    Template template = templates.get(stack.template());
    var parameters = new TreeMap<>(stack.parameters());
    for (String name : template.parameters().keySet()) {
      Optional.ofNullable(filledIn.get(name)).ifPresent(value -> parameters.put(name, value));
    }
    var tags = new TreeMap<String, String>();
    tags.put(MANAGED_BY, "FleetAccess");
    Digest digest = CanonicalForm.digest(template.root(), parameters, tags);
    tags.put(Digest.TAG, digest.value());
    return new RoleStack(
        stack.name(), manifest.region(), template.text(), parameters, tags, digest);
  }
}
