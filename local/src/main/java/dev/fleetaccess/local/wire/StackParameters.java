package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Page;
import dev.fleetaccess.local.sim.stack.OnFailure;
import dev.fleetaccess.local.sim.stack.StackRequest;
import dev.fleetaccess.local.sim.template.ParameterValues.Given;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads CloudFormation's requests. */
final class StackParameters {
  private StackParameters() {}

  /** A request to create or update a stack. */
  static StackRequest request(QueryParameters in) {
    refuse(in, "TemplateURL");
    refuse(in, "RoleARN");
    refuse(in, "StackPolicyBody");
    refuse(in, "StackPolicyURL");
    refuse(in, "ResourceTypes");
    refuse(in, "DeploymentConfig");
    if (in.filled("OnFailure").isPresent() && in.filled("DisableRollback").isPresent()) {
      throw AwsError.validation(
          "You can specify either OnFailure or DisableRollback, but not both.");
    }
    return new StackRequest(
        in.required("StackName"),
        in.flag("UsePreviousTemplate") ? Optional.empty() : Optional.of(body(in)),
        in.structures("Parameters").stream().map(StackParameters::given).toList(),
        in.has("Tags") ? Optional.of(in.tags("Tags")) : Optional.empty(),
        in.texts("Capabilities"),
        in.filled("ClientRequestToken"),
        onFailure(in),
        in.flag("DisableRollback"),
        in.flag("EnableTerminationProtection"));
  }

  /** The template's text. */
  static String body(QueryParameters in) {
    refuse(in, "TemplateURL");
    return in.text("TemplateBody")
        .orElseThrow(
            () -> AwsError.validation("Either Template URL or Template Body must be specified."));
  }

  /** What the simulation does not have is refused, never passed over. */
  static void refuse(QueryParameters in, String name) {
    if (in.has(name) && in.text(name).filter(String::isEmpty).isEmpty()) {
      throw AwsError.notSimulated("CloudFormation's parameter " + name);
    }
  }

  /** A page of a list, by {@code NextToken}. */
  static <T> void page(
      QueryParameters in, Xml out, String name, List<T> all, int size, Consumer<T> item) {
    try {
      var page = Page.cut(all, in.filled("NextToken"), size);
      out.list(name, page.items(), item);
      out.put("NextToken", page.next());
    } catch (IllegalArgumentException e) {
      throw AwsError.validation("Invalid nextToken");
    }
  }

  private static OnFailure onFailure(QueryParameters in) {
    if (in.flag("DisableRollback")) {
      return OnFailure.DO_NOTHING;
    }
    var text = in.filled("OnFailure").or(() -> in.filled("OnStackFailure")).orElse("ROLLBACK");
    try {
      return OnFailure.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw AwsError.validation(
          "1 validation error detected: Value '"
              + text
              + "' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set:"
              + " [ROLLBACK, DELETE, DO_NOTHING]");
    }
  }

  private static Given given(QueryParameters in) {
    return new Given(
        in.required("ParameterKey"),
        in.flag("UsePreviousValue") ? Optional.empty() : in.text("ParameterValue"));
  }
}
