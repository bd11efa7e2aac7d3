package dev.fleetaccess.release;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes a release from what a commit holds. The same source gives the same answer wherever and
 * whenever it is read.
 */
public final class ReleaseReader {
  /** The few releases that a function meets: the branch's head, the current one, those before. */
  private static final Remembered<ReleaseSource, Reading> READINGS =
      new Remembered<>(64, source -> new ReleaseReader(source).read());

  private final ReleaseSource source;
  private final Findings findings = new Findings();
  private final Map<String, Optional<Template>> templates = new HashMap<>();

  private ReleaseReader(ReleaseSource source) {
    this.source = source;
  }

  /**
   * What reading came to.
   *
   * @param findings everything found, in the order of reading
   * @param release empty when one of the findings stops it
   */
  public record Reading(List<Finding> findings, Optional<Release> release) {
    public Reading {
      findings = List.copyOf(findings);
      Objects.requireNonNull(release);
    }

    /** Whether a finding stops it. */
    public boolean refused() {
      return release.isEmpty();
    }
  }

  /** Reads the manifest and the templates it names. */
  public static Reading read(ReleaseSource source) {
    return READINGS.of(source);
  }

  private Reading read() {
    String text = source.files().get(ReleaseSource.MANIFEST);
    if (text == null) {
      findings.error(
          "manifest-missing",
          ReleaseSource.MANIFEST,
          1,
          "The repository has no fleet.yaml at its root: start from the one in templates/.");
      return new Reading(findings.all(), Optional.empty());
    }
    var manifest = new ManifestReader(source.facts(), findings).read(text);
    for (StackEntry entry : manifest.stacks()) {
      template(entry).ifPresent(template -> parameters(entry, template));
    }
    if (findings.stops() || manifest.manifest().isEmpty()) {
      return new Reading(findings.all(), Optional.empty());
    }
    Map<String, Template> read =
        templates.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().orElseThrow()));
    var release =
        new Release(source, manifest.manifest().get(), read, manifest.lines(), findings.all());
    return new Reading(findings.all(), Optional.of(release));
  }

  private Optional<Template> template(StackEntry entry) {
    String file = entry.stack().template();
    if (!TemplatePath.isSafe(file)) {
      manifestError(
          "template-path",
          entry.templateLine(),
          "'"
              + file
              + "' is not a file inside the repository: write its path from the root, without a"
              + " leading '/' and without '..'.");
      return Optional.empty();
    }
    String text = source.files().get(file);
    if (text == null) {
      manifestError(
          "template-missing",
          entry.templateLine(),
          "The repository has no file '" + file + "': add it, or correct the name.");
      return Optional.empty();
    }
    return templates.computeIfAbsent(file, name -> Template.read(name, text, findings));
  }

  private void parameters(StackEntry entry, Template template) {
    Map<String, Template.Parameter> declared = template.parameters();
    Map<String, Integer> given = new TreeMap<>(entry.parameterLines());
    given.forEach((name, line) -> settable(template, name, line));
    entry.overridden().forEach(one -> settable(template, one.parameter(), one.line()));
    if (Variants.of(entry.stack()).size() > Variants.MOST) {
      manifestError(
          "overrides-too-many",
          entry.stack().line(),
          "The overrides of '"
              + entry.stack().name()
              + "' can come together in more than "
              + Variants.MOST
              + " ways, too many to examine each: let fewer of them set more than one parameter.");
    }
    declared.forEach(
        (name, parameter) -> {
          if (parameter.preset().isEmpty() && !given.containsKey(name) && !FilledIn.has(name)) {
            manifestError(
                "parameter-missing",
                entry.stack().line(),
                "The stack '"
                    + entry.stack().name()
                    + "' gives no value for '"
                    + name
                    + "', which "
                    + template.file()
                    + " declares on line "
                    + parameter.line()
                    + " without a default: set it under 'parameters'.");
          }
        });
  }

  private void settable(Template template, String name, int line) {
    Set<String> declared = template.parameters().keySet();
    if (FilledIn.has(name)) {
      manifestError(
          "parameter-filled-in",
          line,
          "'" + name + "' is filled in wherever a template declares it: remove it here.");
    } else if (!declared.contains(name)) {
      var settable = declared.stream().filter(one -> !FilledIn.has(one)).toList();
      manifestError(
          "parameter-unknown",
          line,
          "The template '"
              + template.file()
              + "' declares no parameter '"
              + name
              + "': "
              + Nearest.suggestion(name, settable));
    }
  }

  private void manifestError(String id, int line, String message) {
    findings.error(id, ReleaseSource.MANIFEST, line, message);
  }
}
