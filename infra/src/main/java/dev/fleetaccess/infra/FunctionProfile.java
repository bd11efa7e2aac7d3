package dev.fleetaccess.infra;

import software.amazon.awscdk.Duration;

/**
 * How large each of the two functions is, how long it may run, and how it is fed; every number
 * stands here once.
 */
enum FunctionProfile {
  /**
   * Takes one step of a rollout.
   *
   * <ul>
   *   <li>1,769 MB: Lambda gives one full CPU from there on, and a rare start is mostly class
   *       loading, templates and JSON.
   *   <li>5 minutes: a step is meant to end within 2 at any size; the rest is for a throttled
   *       Organizations listing.
   *   <li>Batches of 1: a step that fails repeats no other rollout's step.
   *   <li>2 at once: the least that a queue mapping allows; a rollout takes its steps one by one.
   * </ul>
   */
  ORCHESTRATOR(
      Names.ORCHESTRATOR,
      "dev.fleetaccess.lambda.OrchestratorHandler::handleRequest",
      1769,
      300,
      1,
      2),

  /**
   * Looks at the role stacks of a batch of accounts, side by side, and takes one step in each.
   *
   * <ul>
   *   <li>1,024 MB: it waits for AWS most of the time, and ten TLS connections need little more
   *       than half a CPU.
   *   <li>120 seconds: a visit is about 5 calls of at most 2 attempts; a throttled one goes back to
   *       the queue, it does not wait here.
   *   <li>Batches of 10: the most that a mapping hands over without a waiting window.
   *   <li>100 at once: 1,000 accounts in visits of about 2 seconds are 500 a second, just above our
   *       share of STS's 600 AssumeRole calls a second; more would only be throttled.
   * </ul>
   */
  WORKER(Names.WORKER, "dev.fleetaccess.lambda.WorkerHandler::handleRequest", 1024, 120, 10, 100);

  /** AWS's advice for a queue that feeds a function: 6 times the function's timeout. */
  private static final int VISIBILITY_TIMEOUTS = 6;

  private final String functionName;
  private final String handler;
  private final int memoryMegabytes;
  private final int timeoutSeconds;
  private final int batchSize;
  private final int maximumConcurrency;

  FunctionProfile(
      String functionName,
      String handler,
      int memoryMegabytes,
      int timeoutSeconds,
      int batchSize,
      int maximumConcurrency) {
    this.functionName = functionName;
    this.handler = handler;
    this.memoryMegabytes = memoryMegabytes;
    this.timeoutSeconds = timeoutSeconds;
    this.batchSize = batchSize;
    this.maximumConcurrency = maximumConcurrency;
  }

  String functionName() {
    return functionName;
  }

  /** Class and method that Lambda calls. */
  String handler() {
    return handler;
  }

  int memoryMegabytes() {
    return memoryMegabytes;
  }

  Duration timeout() {
    return Duration.seconds(timeoutSeconds);
  }

  /** How long a message that a function took stays hidden from the others. */
  Duration visibility() {
    return Duration.seconds(VISIBILITY_TIMEOUTS * timeoutSeconds);
  }

  /** Messages an invocation gets at most. */
  int batchSize() {
    return batchSize;
  }

  /**
   * Invocations that the queue may cause at a time; a property of the mapping, since reserved
   * concurrency fails to deploy in an account whose whole limit is 10.
   */
  int maximumConcurrency() {
    return maximumConcurrency;
  }
}
