package dev.fleetaccess.local.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a request needs: an IAM action on a resource.
 *
 * @param action such as {@code sqs:SendMessage}
 * @param resource the resource's ARN, or {@code *} where the action has none
 * @param context condition keys that the request carries beside those of every request
 */
public record Access(String action, String resource, Map<String, List<String>> context) {
  public Access {
    Objects.requireNonNull(action);
    Objects.requireNonNull(resource);
    context = Map.copyOf(context);
  }

  /** An access whose request carries no condition keys of its own. */
  public Access(String action, String resource) {
    this(action, resource, Map.of());
  }
}
