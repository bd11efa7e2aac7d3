package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.fleet.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Map<String, String> filledIn;
  private final Needs needs;
  private final Map<Variant, RoleStack> stacks = new ConcurrentHashMap<>();

  private final Remembered<Place, List<WantedRole>> roles =
      new Remembered<>(
          KEPT,
          place ->
              new WantedRoles(this, declared(place.stack), place.account, place.traits).find());
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
    this.filledIn = new FilledIn(manifest, source).values();
    this.needs = manifest.needs();
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

  /** {@link Manifest#needs}, which every visit asks for. */
  public Needs needs() {
    return needs;
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

  /** {@link #stack(String, AccountId, Traits)} of an account of which only the id is known. */
  public RoleStack stack(String name, AccountId account) {
    return stack(name, account, Traits.NONE);
  }

  /**
   * What an account should have under a stack's name, whether or not the stack belongs there.
   *
   * @param traits what is known of the account, as far as the manifest {@link Manifest#needs} it
   * @throws IllegalArgumentException when the manifest has no stack of that name
   */
  public RoleStack stack(String name, AccountId account, Traits traits) {
    Manifest.Stack stack = declared(name);
    return stacks.computeIfAbsent(
        new Variant(name, Precedence.parameters(stack, account, traits)),
        variant -> written(stack, variant.parameters));
  }

  /**
   * The roles that a stack makes in an account, as far as their names can be read.
   *
   * @throws IllegalArgumentException when the manifest has no stack of that name
   */
  public List<WantedRole> roles(String stack, AccountId account, Traits traits) {
    return roles.of(new Place(stack, account, traits));
  }

  /**
   * The variant of a stack's template by which roles that stand in the account already are taken
   * over: JSON, at most as long as CloudFormation takes when the template itself is far shorter.
   *
   * @throws IllegalArgumentException when the manifest has no stack of that name
   */
  public String importing(String stack, AccountId account, Traits traits) {
    var names = new TreeMap<String, String>();
    roles(stack, account, traits).forEach(role -> names.put(role.logicalId(), role.name()));
    return new ImportTemplate(template(stack).root(), names).json();
  }

  /** {@link #stacksFor(AccountId, Traits)} for an account of which only the id is known. */
  public List<Manifest.Stack> stacksFor(AccountId account) {
    return stacksFor(account, Traits.NONE);
  }

  /** The stacks that belong into an account, in the manifest's order. */
  public List<Manifest.Stack> stacksFor(AccountId account, Traits traits) {
    return manifest.stacks().stream().filter(stack -> holds(stack, account, traits)).toList();
  }

  /** Whether a stack of that name belongs into an account. */
  public boolean places(String stack, AccountId account, Traits traits) {
    return manifest.stack(stack).filter(own -> holds(own, account, traits)).isPresent();
  }

  private boolean holds(Manifest.Stack stack, AccountId account, Traits traits) {
    return mayHold(stack, account) && !stack.except().matches(account, traits);
  }

  /**
   * The release as accounts come to have it by overrides: one for each set of parameters that a
   * stack can have, the other stacks as they are without.
   */
  public List<Release> variants() {
    List<Release> variants = new ArrayList<>();
    for (Manifest.Stack stack : manifest.stacks()) {
      for (Map<String, String> parameters : Variants.of(stack)) {
        if (!parameters.equals(stack.parameters())) {
          Manifest varied = manifest.with(stack.with(parameters));
          variants.add(new Release(source, varied, templates, lines, warnings));
        }
      }
    }
    return List.copyOf(variants);
  }

  /**
   * What this release gave to the accounts that come to have a variant of a later one: the same,
   * where all that makes the variant stood here already; else what it gives to everybody.
   *
   * @param later the later release
   * @param variant one of its {@link #variants}
   */
  public Release before(Release later, Release variant) {
    Manifest varied = manifest;
    for (Manifest.Stack declared : later.manifest.stacks()) {
      Optional<Manifest.Stack> own = manifest.stack(declared.name());
      Map<String, String> given = variant.declared(declared.name()).parameters();
      if (own.isPresent() && !given.equals(declared.parameters())) {
        varied = varied.with(own.get().with(Variants.before(own.get(), declared, given)));
      }
    }
    return varied == manifest ? this : new Release(source, varied, templates, lines, warnings);
  }

  /** Whether a stack belongs into an account, or would if the account were no exception. */
  boolean mayHold(Manifest.Stack stack, AccountId account) {
    // Control policies do not hold in the management account, so it is no spoke unless told.
    if (account.equals(facts().management())) {
      return stack.in().contains(Placement.ORGANIZATION);
    }
    return stack.in().contains(Placement.SPOKES)
        || stack.in().contains(Placement.HUB) && account.equals(manifest.hub());
  }

  /** The session policy for an account where these releases count, this one the first of them. */
  String sessionPolicy(Narrowing narrowing) {
    return sessionPolicies.of(narrowing);
  }

  /** A stack in an account; what is known of the account decides on its parameters. */
  private record Place(String stack, AccountId account, Traits traits) {}

  /** An account, what is known of it, and the releases whose stacks a session may meet there. */
  record Narrowing(AccountId account, Traits traits, List<Release> releases) {
    Narrowing {
      releases = List.copyOf(releases);
    }

    /** The same where only the first release counts. */
    Narrowing ofFirst() {
      return new Narrowing(account, traits, List.of(releases.getFirst()));
    }
  }

  private Manifest.Stack declared(String name) {
    return manifest
        .stack(name)
        .orElseThrow(() -> new IllegalArgumentException("the release has no stack '" + name + "'"));
  }

  /** A stack with parameters as some accounts have them. */
  private record Variant(String stack, Map<String, String> parameters) {}

  private RoleStack written(Manifest.Stack stack, Map<String, String> given) {
    Template template = templates.get(stack.template());
    var parameters = new TreeMap<>(given);
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
