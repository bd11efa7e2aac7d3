package dev.fleetaccess.infra;

import java.util.List;
import software.amazon.awscdk.Aws;

/**
 * The literal names of what the stack makes.
 *
 * <p>They are fixed, so that trust policies, the role templates and the people on call can name a
 * thing that does not exist yet.
 */
final class Names {
  /** The main stack. Role stacks start with {@link #ROLE_STACKS}, and this one must not. */
  static final String STACK = "FleetAccess";

  /**
   * How the names of relay stacks start, with the region behind it.
   *
   * <p>Not {@code FleetAccess-}: the deployer role may change stacks of that prefix, and a stack
   * that CDK deployed keeps CDK's own powerful role.
   */
  static final String RELAY_STACKS = "FleetAccessRelay-";

  /** How the names of role stacks start. */
  static final String ROLE_STACKS = "FleetAccess-";

  static final String ORCHESTRATOR = "FleetAccess-Orchestrator";
  static final String WORKER = "FleetAccess-Worker";

  /** The alias that everything invokes; it points to the version of the last deployment. */
  static final String ALIAS = "live";

  static final String DEPLOYER = "FleetAccess-Deployer";
  static final String BOUNDARY = "FleetAccess-Boundary";
  static final String ON_DEPLOY = "FleetAccess-OnDeploy";
  static final String RELAY = "FleetAccess-Relay";

  /** Path of every access role, in every account. */
  static final String ROLE_PATH = "security";

  /** Path and name of the hub role, in whichever account the manifest calls the hub. */
  static final String HUB_ROLE = ROLE_PATH + "/hub-001";

  private Names() {}

  /** The ARN of an IAM role in the account of the stack. */
  static String roleArn(String name) {
    return iamArn(Aws.ACCOUNT_ID, "role/" + name);
  }

  /** The ARN of a managed policy in the account of the stack. */
  static String policyArn(String name) {
    return iamArn(Aws.ACCOUNT_ID, "policy/" + name);
  }

  /** The ARN of an IAM resource; IAM has no region. */
  static String iamArn(String account, String resource) {
    return arn("iam", "", account, resource);
  }

  /** The ARN of the orchestrator's alias, known before the alias is made. */
  static String orchestratorAliasArn() {
    return arn("lambda", Aws.REGION, Aws.ACCOUNT_ID, "function:" + ORCHESTRATOR + ":" + ALIAS);
  }

  /** An ARN in the partition of the stack. */
  static String arn(String service, String region, String account, String resource) {
    return String.join(":", List.of("arn", Aws.PARTITION, service, region, account, resource));
  }
}
