package dev.fleetaccess.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The main stack, in the management account, where Organizations is hosted. */
final class FleetAccessStack extends Stack {
  FleetAccessStack(Construct scope, StackProps properties, Settings settings, Inputs inputs) {
    super(scope, Names.STACK, properties);
    var queues = new Queues(this);
    var ledger = new Ledger(this, settings);
    if (settings.repositoryRegion().equals(settings.region())) {
      new RoleRepository(this, settings, inputs);
    }
    Map<String, String> environment = environment(settings, queues);
    var worker =
        new FleetFunction(
            this,
            FunctionProfile.WORKER,
            inputs,
            environment,
            // It runs for minutes once it has started: a snapshot would save one start in hundreds.
            false,
            queues.work(),
            Permissions.ofWorker(settings, ledger.table(), queues));
    var orchestrator =
        new FleetFunction(
            this,
            FunctionProfile.ORCHESTRATOR,
            inputs,
            environment,
            settings.partition().snapStart(),
            queues.tick(),
            Permissions.ofOrchestrator(settings, ledger.table(), queues));
    new EventRules(this, settings, orchestrator.alias(), queues.eventsDead());
  }

  private static Map<String, String> environment(Settings settings, Queues queues) {
    var environment = new TreeMap<String, String>();
    environment.put("FLEET_TABLE", settings.table());
    environment.put("FLEET_WORK_QUEUE", queues.work().getQueueUrl());
    environment.put("FLEET_TICK_QUEUE", queues.tick().getQueueUrl());
    environment.put("FLEET_REPOSITORY", settings.repository());
    environment.put("FLEET_REPOSITORY_REGION", settings.repositoryRegion());
    environment.put("FLEET_BRANCH", settings.branch());
    environment.put("FLEET_ACCESS_ROLES", String.join(",", settings.accessRoles()));
    environment.put("FLEET_DEPLOYER_ROLE", Names.DEPLOYER);
    environment.put("FLEET_WORKER_ROLE_ARN", Names.roleArn(Names.WORKER));
    // A one-role stack takes about 22 s: most are done at the second look.
    environment.put("FLEET_LOOK_AFTER", "PT30S");
    environment.put("FLEET_TICK_EVERY", "PT5S");
    return environment;
  }
}
