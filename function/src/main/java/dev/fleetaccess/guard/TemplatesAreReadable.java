package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Template;
import dev.fleetaccess.release.YamlValue;
import java.util.ArrayList;
import java.util.List;

/** Nothing in a template is made by a transform, which only CloudFormation could carry out. */
final class TemplatesAreReadable implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (Template template : examined.templates()) {
      template
          .root()
          .entry("Transform")
          .ifPresent(entry -> findings.add(unread(template, entry.line(), "Transform")));
      search(template, template.root(), findings);
    }
    return findings;
  }

  private static void search(Template template, YamlValue value, List<Finding> findings) {
    switch (value) {
      case YamlValue.Scalar scalar -> {}
      case YamlValue.Sequence sequence ->
          sequence.items().forEach(item -> search(template, item, findings));
      case YamlValue.Mapping mapping -> {
        for (YamlValue.Entry entry : mapping.entries()) {
          if (entry.key().equals("Fn::Transform") || entry.key().startsWith("Fn::ForEach")) {
            findings.add(unread(template, entry.line(), entry.key()));
          }
          search(template, entry.value(), findings);
        }
      }
    }
  }

  private static Finding unread(Template template, int line, String what) {
    return Finding.error(
        "template-unread",
        template.file(),
        line,
        "What '" + what + "' makes of this was not examined: write it out.");
  }
}
