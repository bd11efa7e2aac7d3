package dev.fleetaccess.local.endpoint;

import java.util.Objects;

/**
 * What a request needs: an IAM action on a resource.
 *
 * @param action such as {@code sqs:SendMessage}
 * @param resource the resource's ARN, or {@code *} where the action has none
 */
public record Access(String action, String resource) {
  public Access {
    Objects.requireNonNull(action);
    Objects.requireNonNull(resource);
  }
}
