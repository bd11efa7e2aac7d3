package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.stack.StackRegion;
import dev.fleetaccess.local.sim.template.Parameter;
import dev.fleetaccess.local.sim.template.Template;
import java.util.List;
import java.util.Map;

/** What of templates can be read and checked. */
final class TemplateReads {
  private static final List<String> CAPABILITIES = List.of("CAPABILITY_NAMED_IAM");

  private final SimulatedOrganization world;

  TemplateReads(SimulatedOrganization world) {
    this.world = world;
  }

  Map<String, QueryOperation> operations() {
    return Map.of(
        "GetTemplate", this::getTemplate,
        "GetTemplateSummary", this::getTemplateSummary,
        "ValidateTemplate", this::validateTemplate);
  }

  private StackRegion stacks(Access access) {
    return world.cloudFormation().at(access.account(), access.region());
  }

  private void getTemplate(Access access, QueryParameters in, Xml out) {
    StackParameters.refuse(in, "ChangeSetName");
    var name = in.required("StackName");
    access.require(stacks(access).arnOf(name));
    out.put("TemplateBody", stacks(access).stack(name).definition().template().text())
        .texts("StagesAvailable", List.of("Original", "Processed"));
  }

  private void getTemplateSummary(Access access, QueryParameters in, Xml out) {
    StackParameters.refuse(in, "StackSetName");
    var name = in.filled("StackName");
    access.require(name.map(each -> stacks(access).arnOf(each)).orElse("*"));
    var template =
        name.isPresent()
            ? stacks(access).stack(name.get()).definition().template()
            : stacks(access).template(StackParameters.body(in));
    out.list(
        "Parameters",
        template.parameters().values(),
        each -> {
          parameter(out, each);
          out.put("ParameterType", each.type());
          out.in("ParameterConstraints", () -> out.texts("AllowedValues", each.allowed()));
        });
    common(out, template);
    out.texts(
        "ResourceTypes",
        template.resources().values().stream().map(each -> each.type()).distinct().toList());
  }

  private void validateTemplate(Access access, QueryParameters in, Xml out) {
    access.require("*");
    var template = stacks(access).template(StackParameters.body(in));
    out.list("Parameters", template.parameters().values(), each -> parameter(out, each));
    common(out, template);
  }

  private static void parameter(Xml out, Parameter parameter) {
    out.put("ParameterKey", parameter.name())
        .put("DefaultValue", parameter.defaultValue())
        .put("NoEcho", parameter.noEcho())
        .put("Description", parameter.description());
  }

  private static void common(Xml out, Template template) {
    out.put("Description", template.description())
        .texts("Capabilities", CAPABILITIES)
        .put(
            "CapabilitiesReason",
            "The following resource(s) require capabilities: ["
                + String.join(
                    ", ",
                    template.resources().values().stream()
                        .map(each -> each.type())
                        .distinct()
                        .toList())
                + "]");
  }
}
