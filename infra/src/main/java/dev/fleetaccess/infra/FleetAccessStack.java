package dev.fleetaccess.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The main stack, in the management account, where Organizations is hosted. */
final class FleetAccessStack extends Stack {
  FleetAccessStack(Construct scope, StackProps properties, Settings settings, Inputs inputs) {
    super(scope, Names.STACK, properties);
    var queues = new Queues(this);
    var ledger = new Ledger(this, settings);
    var calls = new DeploymentCalls(this);
    var ready = new ArrayList<Construct>();
    if (settings.repositoryRegion().equals(settings.region())) {
      ready.add(new RoleRepository(this, settings, inputs));
    }
    if (settings.approvals() > 0) {
      ready.add(new ApprovalRule(this, settings, calls, List.copyOf(ready)));
    }
    if (settings.trail()) {
      ready.add(new ManagementTrail(this));
    }
    ready.add(new Boundary(this));
    ready.add(new Deployer(this));
    var notices = new NoticesTopic(this, settings);
    ready.add(notices);
    var functions = new Functions(this, settings, inputs, queues, ledger, notices);
    ready.add(functions);
    FleetFunction orchestrator = functions.orchestrator();
    FleetFunction worker = functions.worker();
    AsyncFailures.keep(orchestrator, queues.eventsDead());
    ready.add(new EventRules(this, settings, orchestrator.alias(), queues.eventsDead()));
    var alarms = new AlarmTopic(this, settings);
    Alarms.on(alarms, queues, List.of(orchestrator, worker));
    Board.of(this, queues, List.of(orchestrator, worker));
    ready.addAll(List.of(queues, ledger, alarms));
    new SweepOnDeploy(this, calls, List.of(orchestrator.version(), worker.version()), ready);
    Outputs.of(this, settings);
  }
}
