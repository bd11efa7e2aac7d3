package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.RecursiveLoop;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** One of the two functions with its role, its log group, its alias and the queue that feeds it. */
final class FleetFunction extends Construct {
  private static final List<String> TAKE =
      List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

  private final Function function;
  private final Alias alias;

  /**
   * Makes the function.
   *
   * @param snapStart whether the alias starts from a snapshot
   * @param permissions what its role may do, besides its queue and its log
   */
  FleetFunction(
      Construct scope,
      FunctionProfile profile,
      Inputs inputs,
      Map<String, String> environment,
      boolean snapStart,
      Queue queue,
      List<PolicyStatement> permissions) {
    super(scope, profile.functionName().substring(Names.ROLE_STACKS.length()));
    LogGroup log = log(this, profile.functionName());
    Role role = role(this, profile.functionName(), log);
    permissions.forEach(role::addToPolicy);
    // What AWS documents for a mapping; CDK's own grant has two permissions more.
    role.addToPolicy(Permissions.allow("FromQueue", TAKE, queue.getQueueArn()));
    function =
        Function.Builder.create(this, "Function")
            .functionName(profile.functionName())
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(profile.handler())
            .code(Code.fromAsset(inputs.functionJar().toString()))
            .memorySize(profile.memoryMegabytes())
            .timeout(profile.timeout())
            // It sends to the queue that feeds it: without this Lambda drops a chain at about 16
            // hops.
            .recursiveLoop(RecursiveLoop.ALLOW)
            .snapStart(snapStart ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
            .role(role)
            .loggingFormat(LoggingFormat.JSON)
            .logGroup(log)
            .environment(environment)
            .build();
    Annotations.of(function)
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:snapStartRequirePublish",
            "everything invokes the alias, which points to a published version");
    alias =
        Alias.Builder.create(this, "Alias")
            .aliasName(Names.ALIAS)
            .version(function.getCurrentVersion())
            .build();
    alias.addEventSourceMapping(
        "Queue",
        EventSourceMappingOptions.builder()
            .eventSourceArn(queue.getQueueArn())
            .batchSize(profile.batchSize())
            .maxConcurrency(profile.maximumConcurrency())
            .reportBatchItemFailures(true)
            .build());
  }

  Function function() {
    return function;
  }

  /** What rules, mappings and people invoke. */
  Alias alias() {
    return alias;
  }

  /**
   * The number of the version that this deployment publishes: it changes with code and settings.
   */
  String version() {
    return function.getCurrentVersion().getVersion();
  }

  /**
   * A function's log group, which goes with the stack: what must outlive it stands in the ledger,
   * and a name that is left over would stop the next first deployment.
   */
  static LogGroup log(Construct scope, String functionName) {
    return LogGroup.Builder.create(scope, "Log")
        .logGroupName("/aws/lambda/" + functionName)
        // As long as the ledger keeps the items of a rollout.
        .retention(RetentionDays.THREE_MONTHS)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  /** A role of a function that may write its own log, and no more. */
  static Role role(Construct scope, String name, LogGroup log) {
    Role role =
        Role.Builder.create(scope, "Role")
            .roleName(name)
            .assumedBy(ServicePrincipal.Builder.create("lambda.amazonaws.com").build())
            .build();
    log.grantWrite(role);
    return role;
  }
}
