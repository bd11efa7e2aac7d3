package dev.fleetaccess.local.sim;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.local.sim.sts.Authorizer;
import dev.fleetaccess.local.sim.sts.Session;

/** A call under way: who makes it, and the question whether they may. */
public final class Access {
  private final Caller caller;
  private final String action;
  private final Authorizer authorizer;

  Access(Caller caller, String action, Authorizer authorizer) {
    this.caller = caller;
    this.action = action;
    this.authorizer = authorizer;
  }

  /** The caller's session. */
  public Session session() {
    return caller.session();
  }

  /** The caller's account. */
  public String account() {
    return caller.session().account();
  }

  /** The region the call was signed for. */
  public String region() {
    return caller.region();
  }

  /** What every question of this call carries. */
  public RequestContext environment() {
    return RequestContext.empty().with("aws:RequestedRegion", caller.region());
  }

  /**
   * Asks whether the caller may do the operation to that resource.
   *
   * @throws AwsError {@code AccessDenied}
   */
  public void require(String resource) {
    require(resource, RequestContext.empty());
  }

  /**
   * Asks whether the caller may do the operation to that resource under those conditions.
   *
   * @throws AwsError {@code AccessDenied}
   */
  public void require(String resource, RequestContext context) {
    authorizer.require(
        session(), action, resource, RequestContext.later(() -> environment().with(context)));
  }
}
