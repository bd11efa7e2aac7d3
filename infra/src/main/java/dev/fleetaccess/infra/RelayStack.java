package dev.fleetaccess.infra;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Sends the events of another region to the main region's default bus, where the rules are.
 *
 * <p>Where that region is the role repository's, the repository stands in this stack.
 */
final class RelayStack extends Stack {
  RelayStack(
      Construct scope, StackProps properties, String region, Settings settings, Inputs inputs) {
    super(scope, Names.RELAY_STACKS + region, properties);
    IEventBus bus =
        EventBus.fromEventBusArn(
            this,
            "MainBus",
            Names.arn("events", settings.region(), Aws.ACCOUNT_ID, "event-bus/default"));
    Role role =
        Role.Builder.create(this, "Role")
            .roleName(Names.RELAY + "-" + region)
            .assumedBy(ServicePrincipal.Builder.create("events.amazonaws.com").build())
            .build();
    Queue dead = Queues.deadLetters(this, "Dead", "FleetAccess-Relay-Dead");
    new AlarmTopic(this, settings).onDeadLetters(dead, "Relay");
    if (region.equals(settings.controlTowerRegion())) {
      relay("ControlTowerAccount", EventPatterns.controlTowerAccount(), bus, role, dead);
    }
    if (region.equals(settings.repositoryRegion())) {
      new RoleRepository(this, settings, inputs);
      relay("RepositoryPushed", EventPatterns.repositoryPushed(settings), bus, role, dead);
    }
  }

  private void relay(String id, EventPattern pattern, IEventBus bus, Role role, Queue dead) {
    Rule.Builder.create(this, id)
        .ruleName("FleetAccess-Relay-" + id)
        .eventPattern(pattern)
        .build()
        .addTarget(
            software.amazon.awscdk.services.events.targets.EventBus.Builder.create(bus)
                .role(role)
                .deadLetterQueue(dead)
                .build());
  }
}
