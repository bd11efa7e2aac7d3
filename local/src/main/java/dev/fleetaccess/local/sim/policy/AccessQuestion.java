package dev.fleetaccess.local.sim.policy;

import java.util.Locale;
import java.util.Objects;

/** May somebody do this? */
public final class AccessQuestion {
  private final String action;
  private final String lowerCaseAction;
  private final String resource;
  private final RequestContext context;

  /**
   * A question.
   *
   * @param action such as {@code sts:AssumeRole}
   * @param resource the ARN, or {@code *} where the action has no resource
   * @param context the condition keys of the request
   */
  public AccessQuestion(String action, String resource, RequestContext context) {
    this.action = Objects.requireNonNull(action);
    this.lowerCaseAction = action.toLowerCase(Locale.ROOT);
    this.resource = Objects.requireNonNull(resource);
    this.context = Objects.requireNonNull(context);
  }

  /** What is to be done, as it was asked. */
  public String action() {
    return action;
  }

  /** The same as policies are compared with it: the case of actions does not matter. */
  String lowerCaseAction() {
    return lowerCaseAction;
  }

  /** To what. */
  public String resource() {
    return resource;
  }

  /** Under which conditions. */
  public RequestContext context() {
    return context;
  }
}
