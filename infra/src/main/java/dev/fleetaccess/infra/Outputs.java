package dev.fleetaccess.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/** What a person needs to know after a deployment. */
final class Outputs {
  private Outputs() {}

  static void of(Stack stack, Settings settings) {
    output(stack, "RoleRepository", "Clone it and push to it", RoleRepository.cloneUrl(settings));
    output(stack, "Hub", "The security account", HubIsGiven.in(stack, settings));
    output(stack, "Table", "The ledger", settings.table());
    output(
        stack,
        "Orchestrator",
        "The function to invoke by hand",
        Names.ORCHESTRATOR + ":" + Names.ALIAS);
    output(
        stack,
        "FirstRollout",
        "Starts by itself at the end of a deployment; by hand like this",
        "aws lambda invoke --region %s --function-name %s:%s --cli-binary-format raw-in-base64-out --payload '{\"sweep\":true}' /dev/stdout"
            .formatted(settings.region(), Names.ORCHESTRATOR, Names.ALIAS));
  }

  private static void output(Stack stack, String name, String description, String value) {
    CfnOutput.Builder.create(stack, name + "Output")
        .description(description)
        .value(value)
        .build()
        .overrideLogicalId(name);
  }
}
