package dev.fleetaccess.local.blueprint;

import java.util.Objects;

/**
 * An event source mapping: a queue that feeds a function.
 *
 * @param queueArn the queue's ARN
 * @param function the function's name, without qualifier
 * @param batchSize the most messages of one invocation
 * @param maximumConcurrency the most invocations at once; Lambda scales to 1,250 where none is set
 * @param partialFailures whether the function's answer says which messages failed
 */
public record MappingPart(
    String queueArn,
    String function,
    int batchSize,
    int maximumConcurrency,
    boolean partialFailures) {
  public MappingPart {
    Objects.requireNonNull(queueArn);
    Objects.requireNonNull(function);
    if (batchSize < 1 || maximumConcurrency < 1) {
      throw new IllegalArgumentException("a mapping takes at least one message at a time");
    }
  }
}
