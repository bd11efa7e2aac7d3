package dev.fleetaccess.infra;

import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** The two functions, with the settings that both read from their environment. */
final class Functions extends Construct {
  private final FleetFunction orchestrator;
  private final FleetFunction worker;

  Functions(
      Construct scope,
      Settings settings,
      Inputs inputs,
      Queues queues,
      Ledger ledger,
      NoticesTopic notices) {
    super(scope, "Functions");
    Map<String, String> environment = environment(settings, queues, notices);
    worker =
        new FleetFunction(
            this,
            FunctionProfile.WORKER,
            inputs,
            environment,
            // It stays warm through a rollout: a snapshot would save one start in hundreds.
            false,
            queues.work(),
            Permissions.ofWorker(settings, ledger.table(), queues));
    orchestrator =
        new FleetFunction(
            this,
            FunctionProfile.ORCHESTRATOR,
            inputs,
            environment,
            settings.partition().snapStart(),
            queues.tick(),
            Permissions.ofOrchestrator(settings, ledger.table(), queues, notices));
  }

  FleetFunction orchestrator() {
    return orchestrator;
  }

  FleetFunction worker() {
    return worker;
  }

  private static Map<String, String> environment(
      Settings settings, Queues queues, NoticesTopic notices) {
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
    environment.put("FLEET_NOTICES_TOPIC", notices.arn());
    environment.put("FLEET_RATE_SHARE", String.valueOf(settings.rateShare()));
    // A stack of one role takes about 22 s, one in twenty longer than this: most are done at the
    // second look, and each look is two calls.
    environment.put("FLEET_LOOK_AFTER", "PT45S");
    environment.put("FLEET_TICK_EVERY", "PT5S");
    return environment;
  }
}
