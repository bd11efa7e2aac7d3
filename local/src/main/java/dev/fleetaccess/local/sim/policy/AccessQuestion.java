package dev.fleetaccess.local.sim.policy;

import java.util.Objects;

/**
 * May somebody do this?
 *
 * @param action such as {@code sts:AssumeRole}
 * @param resource the ARN, or {@code *} where the action has no resource
 * @param context the condition keys of the request
 */
public record AccessQuestion(String action, String resource, RequestContext context) {
  public AccessQuestion {
    Objects.requireNonNull(action);
    Objects.requireNonNull(resource);
    Objects.requireNonNull(context);
  }
}
