package dev.fleetaccess.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The variant of a template by which CloudFormation takes over roles that stand there already. An
 * import demands that a role's name is written out, and that the role would outlive its stack.
 */
final class ImportTemplate {
  private static final YamlValue KEPT = text("RetainExceptOnCreate");

  private final YamlValue.Mapping root;
  private final Map<String, String> names;

  /**
   * @param names the name of each role by its logical id
   */
  ImportTemplate(YamlValue.Mapping root, Map<String, String> names) {
    this.root = root;
    this.names = Map.copyOf(names);
  }

  String json() {
    YamlValue resources = resources((YamlValue.Mapping) root.value("Resources").get());
    return TemplateJson.of(with(root, "Resources", resources)).toString();
  }

  private YamlValue resources(YamlValue.Mapping resources) {
    var entries = new ArrayList<YamlValue.Entry>();
    for (YamlValue.Entry entry : resources.entries()) {
      String name = names.get(entry.key());
      entries.add(
          name == null || !(entry.value() instanceof YamlValue.Mapping body)
              ? entry
              : new YamlValue.Entry(entry.key(), entry.line(), role(body, name)));
    }
    return new YamlValue.Mapping(entries, resources.line());
  }

  private static YamlValue role(YamlValue.Mapping body, String name) {
    YamlValue.Mapping properties = (YamlValue.Mapping) body.value("Properties").get();
    var named = with(properties, "RoleName", text(name));
    return with(with(body, "DeletionPolicy", KEPT), "Properties", named);
  }

  private static YamlValue.Mapping with(YamlValue.Mapping mapping, String key, YamlValue value) {
    var entries = new ArrayList<YamlValue.Entry>();
    mapping.entries().stream().filter(entry -> !entry.key().equals(key)).forEach(entries::add);
    entries.add(new YamlValue.Entry(key, value.line(), value));
    return new YamlValue.Mapping(List.copyOf(entries), mapping.line());
  }

  private static YamlValue text(String text) {
    return new YamlValue.Scalar(text, YamlValue.Kind.TEXT, 1);
  }
}
