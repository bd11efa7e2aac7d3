package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.Template;
import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Values that a template calls secret ({@code NoEcho}); findings are logged, so none names them.
 */
final class Secrets {
  private static final String MASK = "****";

  private final SortedSet<String> values = new TreeSet<>();

  /** Adds the secret values of a release. */
  Secrets of(Release release) {
    for (Manifest.Stack stack : release.manifest().stacks()) {
      Template template = release.template(stack.name());
      for (YamlValue.Entry entry : template.section("Parameters").entries()) {
        boolean secret =
            entry.value() instanceof YamlValue.Mapping mapping
                && mapping
                    .value("NoEcho")
                    .flatMap(Values::text)
                    .filter("true"::equalsIgnoreCase)
                    .isPresent();
        if (secret) {
          Stream.concat(
                  Optional.ofNullable(stack.parameters().get(entry.key()))
                      .or(template.parameters().get(entry.key())::preset)
                      .stream(),
                  stack.overrides().stream()
                      .map(override -> override.parameters().getOrDefault(entry.key(), "")))
              .filter(value -> !value.isBlank())
              .forEach(values::add);
        }
      }
    }
    return this;
  }

  Finding mask(Finding finding) {
    String message = finding.message();
    for (String value : values) {
      message = message.replace(value, MASK);
    }
    return finding.saying(message);
  }
}
