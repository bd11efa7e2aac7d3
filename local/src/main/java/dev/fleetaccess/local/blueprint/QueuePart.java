package dev.fleetaccess.local.blueprint;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A queue as deployed.
 *
 * @param name its name
 * @param arn its ARN
 * @param visibility how long a received message stays hidden
 * @param delay how long every message waits before it can be received
 * @param retention how long a message is kept
 * @param redrive where messages go that are received too often
 */
public record QueuePart(
    String name,
    String arn,
    Duration visibility,
    Duration delay,
    Duration retention,
    Optional<Redrive> redrive) {
  /**
   * A redrive policy.
   *
   * @param deadLetterArn the ARN of the dead-letter queue
   * @param maximumReceives how often a message may be received before it goes there
   */
  public record Redrive(String deadLetterArn, int maximumReceives) {
    public Redrive {
      Objects.requireNonNull(deadLetterArn);
    }
  }

  public QueuePart {
    Objects.requireNonNull(name);
    Objects.requireNonNull(arn);
    Objects.requireNonNull(visibility);
    Objects.requireNonNull(delay);
    Objects.requireNonNull(retention);
    Objects.requireNonNull(redrive);
  }
}
