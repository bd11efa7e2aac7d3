package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.OrganizationFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code fleet.yaml}. */
final class ManifestReader {
  /** The largest manifest that is read, in bytes of UTF-8; the ledger keeps it in one piece. */
  static final int LARGEST_BYTES = 262_144;

  private static final LinkedHashSet<String> KEYS =
      Fields.keys(
          "version", "hub", "region", "access", "stacks", "rollout", "sweep", "proof", "allow");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");
  private static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

  private final OrganizationFacts facts;
  private final Findings findings;

  ManifestReader(OrganizationFacts facts, Findings findings) {
    this.facts = facts;
    this.findings = findings;
  }

  /**
   * What could be read.
   *
   * @param manifest empty when something that it needs could not be read
   * @param stacks the stacks that could be read
   * @param lines the line of each key at the top
   */
  record Read(Optional<Manifest> manifest, List<StackEntry> stacks, Map<String, Integer> lines) {}

  Read read(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES) {
      findings.error(
          "manifest-too-large",
          ReleaseSource.MANIFEST,
          1,
          "The manifest is over 262,144 bytes: shorten it.");
      return new Read(Optional.empty(), List.of(), Map.of());
    }
    var document = YamlReader.plain(ReleaseSource.MANIFEST, text);
    findings.addAll(document.findings());
    if (document.value().isEmpty()) {
      if (document.findings().isEmpty()) {
        findings.error("manifest-empty", ReleaseSource.MANIFEST, 1, "The manifest is empty.");
      }
      return new Read(Optional.empty(), List.of(), Map.of());
    }
    return Fields.of(document.value().get(), "the manifest", KEYS, findings)
        .map(this::read)
        .orElse(new Read(Optional.empty(), List.of(), Map.of()));
  }

  private Read read(Fields fields) {
    version(fields);
    Optional<AccountId> hub = hub(fields);
    Optional<String> region = region(fields);
    List<String> access = access(fields);
    List<StackEntry> stacks = stacks(fields);
    var rollout = new RolloutReader(findings);
    Manifest.Rollout spreads = rollout.rollout(fields);
    Manifest.Sweep sweep = rollout.sweep(fields);
    boolean proof = fields.truth("proof").orElse(true);
    List<Manifest.Allowance> allow = new AllowanceReader(findings).read(fields);
    var lines = new HashMap<String, Integer>();
    fields.present().forEach(key -> lines.put(key, fields.line(key)));
    Optional<Manifest> manifest =
        hub.isEmpty() || region.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Manifest(
                    hub.get(),
                    region.get(),
                    access,
                    stacks.stream().map(StackEntry::stack).toList(),
                    spreads,
                    sweep,
                    proof,
                    allow));
    return new Read(manifest, stacks, lines);
  }

  private void version(Fields fields) {
    var version = fields.required("version", "write 'version: 1'.");
    if (version.isPresent()
        && !(version.get() instanceof YamlValue.Scalar scalar && scalar.text().equals("1"))) {
      fields.error(
          "manifest-version",
          version.get().line(),
          "This version of FleetAccess reads manifests of version 1; this is "
              + version.get().words()
              + ".");
    }
  }

  private Optional<AccountId> hub(Fields fields) {
    var value = fields.required("hub", "the id of the account that the hub role lives in.");
    var hub = value.flatMap(given -> fields.account(given, "'hub'"));
    if (hub.filter(facts.management()::equals).isPresent()) {
      fields.error(
          "hub-is-management",
          fields.line("hub"),
          "The hub is the management account: take a member account, so that control policies hold"
              + " for it.");
    }
    return hub;
  }

  private Optional<String> region(Fields fields) {
    var region =
        fields
            .required("region", "the region in which the role stacks live.")
            .flatMap(value -> fields.text(value, "'region'"));
    if (region.isPresent() && !REGION.matcher(region.get()).matches()) {
      fields.error(
          "manifest-region",
          fields.line("region"),
          "'" + region.get() + "' is not a region: write one such as us-east-1.");
      return Optional.empty();
    }
    return region;
  }

  private List<String> access(Fields fields) {
    var names = new ArrayList<String>();
    if (fields.required("access", "the roles that accounts are entered by.").isEmpty()) {
      return names;
    }
    var items = fields.items("access");
    if (items.isEmpty() && fields.value("access").get() instanceof YamlValue.Sequence) {
      fields.error(
          "manifest-no-access",
          fields.line("access"),
          "The list 'access' is empty: name at least one role, such as"
              + " OrganizationAccountAccessRole.");
    }
    for (YamlValue item : items) {
      var name = fields.text(item, "a name in 'access'");
      if (name.isPresent() && !ROLE_NAME.matcher(name.get()).matches()) {
        fields.error(
            "manifest-role-name",
            item.line(),
            "'"
                + name.get()
                + "' is not a role name: 1 to 64 letters, digits and +=,.@_- without a path.");
      } else if (name.isPresent() && names.contains(name.get())) {
        fields.error(
            "manifest-access-twice", item.line(), "'" + name.get() + "' stands twice: keep one.");
      } else {
        name.ifPresent(names::add);
      }
    }
    return names;
  }

  private List<StackEntry> stacks(Fields fields) {
    var entries = new ArrayList<StackEntry>();
    if (fields.required("stacks", "the role stacks, in order.").isEmpty()) {
      return entries;
    }
    var items = fields.items("stacks");
    if (items.isEmpty() && fields.value("stacks").get() instanceof YamlValue.Sequence) {
      fields.error(
          "manifest-no-stacks", fields.line("stacks"), "The list 'stacks' is empty: name a stack.");
    }
    var reader = new StackEntryReader(findings);
    for (YamlValue item : items) {
      var entry = reader.read(item);
      if (entry.isEmpty()) {
        continue;
      }
      Manifest.Stack stack = entry.get().stack();
      var before = entries.stream().filter(e -> e.stack().name().equals(stack.name())).findFirst();
      if (before.isPresent()) {
        fields.error(
            "stack-duplicate",
            stack.line(),
            "The stack '"
                + stack.name()
                + "' stands on line "
                + before.get().stack().line()
                + " already: give it another name.");
      } else {
        entries.add(entry.get());
      }
    }
    return entries;
  }
}
