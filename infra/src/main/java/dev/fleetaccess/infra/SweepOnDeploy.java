package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Asks the orchestrator for a sweep at the end of each deployment that changed code or settings.
 *
 * <p>So the first deployment rolls out by itself, whether or not an event told of the new
 * repository.
 */
final class SweepOnDeploy extends Construct {
  /**
   * Adds the request.
   *
   * @param calls makes it
   * @param versions the published versions of the functions: when one changes, the request is new
   * @param after what must be ready before
   */
  SweepOnDeploy(
      Construct scope,
      DeploymentCalls calls,
      List<String> versions,
      List<? extends IDependable> after) {
    super(scope, "SweepOnDeploy");
    AwsSdkCall sweep =
        AwsSdkCall.builder()
            .service("Lambda")
            .action("Invoke")
            .parameters(
                Ordered.map(
                    Map.of(
                        "FunctionName", Names.orchestratorAliasArn(),
                        "InvocationType", "Event",
                        "Payload", "{\"sweep\":true}")))
            .outputPaths(List.of("StatusCode"))
            .physicalResourceId(PhysicalResourceId.of("sweep-" + String.join("-", versions)))
            .build();
    var request =
        calls
            .call(
                this,
                "Request",
                Permissions.allow(
                    "Sweep", List.of("lambda:InvokeFunction"), Names.orchestratorAliasArn()))
            // CloudFormation asks for onUpdate when anything here changes, the versions among it.
            .onCreate(sweep)
            .onUpdate(sweep)
            .build();
    after.forEach(request.getNode()::addDependency);
  }
}
