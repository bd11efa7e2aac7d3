package dev.fleetaccess.local.sim.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.base.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which resources a resource needs. */
final class References {
  static final Pattern SUB = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private References() {}

  /** Refuses names that nothing declares. */
  static void check(Template template) {
    var unresolved = new TreeSet<String>();
    var named = new LinkedHashSet<String>();
    template.expressions().forEach(each -> collect(each, named));
    template.resources().values().forEach(each -> named.addAll(each.dependsOn()));
    for (var name : named) {
      if (!name.startsWith("AWS::")
          && !template.resources().containsKey(name)
          && !template.parameters().containsKey(name)) {
        unresolved.add(name);
      }
    }
    if (!unresolved.isEmpty()) {
      throw Template.error(
          "Unresolved resource dependencies ["
              + String.join(", ", unresolved)
              + "] in the Resources block of the template");
    }
    order(template);
  }

  static List<Declaration> order(Template template) {
    var needs = new LinkedHashMap<String, Set<String>>();
    for (var each : template.resources().values()) {
      var names = new LinkedHashSet<>(each.dependsOn());
      collect(each.properties(), names);
      names.retainAll(template.resources().keySet());
      needs.put(each.id(), names);
    }
    var ordered = new ArrayList<Declaration>();
    while (!needs.isEmpty()) {
      var ready =
          needs.entrySet().stream()
              .filter(each -> each.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow(
                  () ->
                      AwsError.validation(
                          "Circular dependency between resources: ["
                              + String.join(", ", needs.keySet())
                              + "]"));
      ordered.add(template.resources().get(ready));
      needs.remove(ready);
      needs.values().forEach(each -> each.remove(ready));
    }
    return ordered;
  }

  private static void collect(JsonNode node, Set<String> names) {
    if (node.isArray()) {
      node.forEach(each -> collect(each, names));
    }
    if (!node.isObject()) {
      return;
    }
    if (node.size() == 1 && node.path("Ref").isTextual()) {
      names.add(node.get("Ref").asText());
      return;
    }
    var sub = node.path("Fn::Sub");
    var text = sub.isArray() ? sub.path(0) : sub;
    if (text.isTextual()) {
      var found = SUB.matcher(text.asText());
      while (found.find()) {
        var name = found.group(1);
        if (!sub.path(1).has(name)) {
          names.add(name.startsWith("AWS::") ? name : name.split("\\.", 2)[0]);
        }
      }
      collect(sub.path(1), names);
      return;
    }
    var attribute = node.path("Fn::GetAtt");
    if (!attribute.isMissingNode()) {
      names.add(
          attribute.isArray() ? attribute.path(0).asText() : attribute.asText().split("\\.", 2)[0]);
      return;
    }
    node.forEach(each -> collect(each, names));
  }
}
