package dev.fleetaccess.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The queues that feed the two functions, and those that keep what nobody could handle. */
final class Queues extends Construct {
  /** A message that failed this often is set aside; AWS advises at least 5. */
  private static final int RECEIVES = 5;

  /** The longest that SQS keeps a message. */
  private static final Duration LONGEST = Duration.days(14);

  private final Queue workDead;
  private final Queue work;
  private final Queue tickDead;
  private final Queue tick;
  private final Queue eventsDead;

  Queues(Construct scope) {
    super(scope, "Queues");
    workDead = deadLetters(this, "WorkDead", "FleetAccess-Work-Dead");
    work = feeding(FunctionProfile.WORKER, "Work", "FleetAccess-Work", workDead);
    tickDead = deadLetters(this, "TickDead", "FleetAccess-Tick-Dead");
    tick = feeding(FunctionProfile.ORCHESTRATOR, "Tick", "FleetAccess-Tick", tickDead);
    eventsDead = deadLetters(this, "EventsDead", "FleetAccess-Events-Dead");
  }

  /** Items for the worker: one stack in one account each. */
  Queue work() {
    return work;
  }

  /** Delayed messages of the orchestrator to itself. */
  Queue tick() {
    return tick;
  }

  /** Events that no function took, and asynchronous invocations that failed. */
  Queue eventsDead() {
    return eventsDead;
  }

  /** Every queue in which a message means that somebody must look. */
  List<Queue> deadLetters() {
    return List.of(workDead, tickDead, eventsDead);
  }

  /** A queue that keeps its messages as long as SQS can. */
  static Queue deadLetters(Construct scope, String id, String name) {
    return encrypted(scope, id, name).retentionPeriod(LONGEST).build();
  }

  private Queue feeding(FunctionProfile function, String id, String name, Queue dead) {
    return encrypted(this, id, name)
        .visibilityTimeout(function.visibility())
        .retentionPeriod(LONGEST)
        .deadLetterQueue(DeadLetterQueue.builder().queue(dead).maxReceiveCount(RECEIVES).build())
        .build();
  }

  private static Queue.Builder encrypted(Construct scope, String id, String name) {
    return Queue.Builder.create(scope, id)
        .queueName(name)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true);
  }
}
