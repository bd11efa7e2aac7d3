package dev.fleetaccess.release;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads one entry of the manifest's {@code stacks}. */
final class StackEntryReader {
  /** What every stack's name begins with: the functions may write no other. */
  static final String PREFIX = "FleetAccess-";

  private static final LinkedHashSet<String> KEYS =
      Fields.keys(
          "name",
          "template",
          "in",
          "except",
          "parameters",
          "overrides",
          "adopt",
          "onRemove",
          "onExit",
          "replace");

  /** A stack's name is at most 128 characters, a CloudFormation quota. */
  private static final Pattern NAME = Pattern.compile(PREFIX + "[a-zA-Z0-9-]{1,116}");

  private final Findings findings;

  StackEntryReader(Findings findings) {
    this.findings = findings;
  }

  Optional<StackEntry> read(YamlValue value) {
    return Fields.of(value, "a stack", KEYS, findings).flatMap(this::read);
  }

  private Optional<StackEntry> read(Fields fields) {
    Optional<String> name =
        fields
            .required("name", "a name that begins with " + PREFIX + ".")
            .flatMap(value -> fields.text(value, "'name'"));
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      fields.error(
          "stack-name",
          fields.line("name"),
          "'"
              + name.get()
              + "' is not a stack's name here: it begins with "
              + PREFIX
              + ", goes on in letters, digits and dashes, and has at most 128 characters.");
    }
    Optional<String> template =
        fields
            .required("template", "the file name of its template.")
            .flatMap(value -> fields.text(value, "'template'"));
    Set<Placement> in = placements(fields);
    Selector except =
        fields
            .fields("except", Fields.keys("accounts", "units", "tags"))
            .map(given -> SelectorReader.read(given, "'except'"))
            .orElse(Selector.NOBODY);
    var parameters = new TreeMap<String, String>();
    Map<String, Integer> lines = ParametersReader.read(fields, parameters);
    var reader = new OverridesReader(findings);
    List<ParameterOverride> overrides = reader.read(fields);
    Disposal onRemove = disposal(fields, "onRemove");
    Disposal onExit = disposal(fields, "onExit");
    if (name.isEmpty() || template.isEmpty() || in.isEmpty()) {
      return Optional.empty();
    }
    var stack =
        new Manifest.Stack(
            name.get(),
            template.get(),
            in,
            except,
            parameters,
            overrides,
            onRemove,
            onExit,
            fields.truth("adopt").orElse(false),
            fields.truth("replace").orElse(false),
            fields.line());
    return Optional.of(new StackEntry(stack, fields.line("template"), lines, reader.named()));
  }

  private Set<Placement> placements(Fields fields) {
    var placements = EnumSet.noneOf(Placement.class);
    var value = fields.required("in", "where it belongs: hub, organization or spokes.");
    if (value.isEmpty()) {
      return placements;
    }
    List<YamlValue> items =
        value.get() instanceof YamlValue.Sequence sequence
            ? sequence.items()
            : List.of(value.get());
    boolean readable = !items.isEmpty();
    if (items.isEmpty()) {
      fields.wrongType(value.get(), "'in' names at least one of hub, organization, spokes");
    }
    for (YamlValue item : items) {
      var placement = fields.text(item, "'in'").flatMap(word -> placement(fields, item, word));
      readable &= placement.isPresent();
      placement.ifPresent(placements::add);
    }
    if (placements.contains(Placement.HUB) && placements.contains(Placement.SPOKES)) {
      fields.error(
          "stack-placement",
          value.get().line(),
          "The hub account is one of the spokes already: write 'in: spokes' or 'in: hub'.");
    }
    return readable ? placements : EnumSet.noneOf(Placement.class);
  }

  private static Optional<Placement> placement(Fields fields, YamlValue item, String word) {
    var words = new TreeSet<String>();
    for (Placement placement : Placement.values()) {
      words.add(placement.name().toLowerCase(Locale.ROOT));
    }
    if (words.contains(word)) {
      return Optional.of(Placement.valueOf(word.toUpperCase(Locale.ROOT)));
    }
    fields.error(
        "stack-placement",
        item.line(),
        "'" + word + "' is not a place for a stack: " + Nearest.suggestion(word, words));
    return Optional.empty();
  }

  private static Disposal disposal(Fields fields, String key) {
    var words = new TreeSet<String>();
    for (Disposal disposal : Disposal.values()) {
      words.add(disposal.name().toLowerCase(Locale.ROOT));
    }
    Optional<String> word = fields.text(key);
    if (word.filter(given -> !words.contains(given)).isPresent()) {
      fields.error(
          "stack-disposal",
          fields.line(key),
          "'"
              + key
              + ": "
              + word.get()
              + "' is not understood: "
              + Nearest.suggestion(word.get(), words));
    }
    return word.filter(words::contains)
        .map(given -> Disposal.valueOf(given.toUpperCase(Locale.ROOT)))
        .orElse(Disposal.RETAIN);
  }
}
