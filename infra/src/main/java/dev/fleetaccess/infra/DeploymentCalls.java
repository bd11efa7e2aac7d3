package dev.fleetaccess.infra;

import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The function through which a deployment makes calls of AWS for which CloudFormation has no
 * resource. CDK makes it once, whatever the number of calls; so they share a role, which is granted
 * each of them by name.
 */
final class DeploymentCalls extends Construct {
  private final LogGroup log;
  private final Role role;

  DeploymentCalls(Construct scope) {
    super(scope, "DeploymentCalls");
    // Made early and by itself: a permission needs seconds to reach everywhere, and a call that
    // comes minutes later would fail the whole deployment without it.
    log = FleetFunction.log(this, Names.ON_DEPLOY);
    role = FleetFunction.role(this, Names.ON_DEPLOY, log);
  }

  /** A call, which may do that. */
  AwsCustomResource.Builder call(Construct scope, String id, PolicyStatement... may) {
    for (PolicyStatement statement : may) {
      role.addToPolicy(statement);
    }
    return AwsCustomResource.Builder.create(scope, id)
        .functionName(Names.ON_DEPLOY)
        .role(role)
        .logGroup(log)
        .installLatestAwsSdk(false);
  }
}
