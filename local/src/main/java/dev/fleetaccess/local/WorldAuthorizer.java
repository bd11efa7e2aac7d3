package dev.fleetaccess.local;

import dev.fleetaccess.local.endpoint.Access;
import dev.fleetaccess.local.endpoint.Authorizer;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.local.sim.sts.Session;
import java.util.Objects;

/**
 * Judges by the policies of the simulated organization. No queue, table, function or repository has
 * a policy of its own here, so principals of other accounts may not use them.
 */
final class WorldAuthorizer implements Authorizer {
  private final SimulatedOrganization world;

  WorldAuthorizer(SimulatedOrganization world) {
    this.world = Objects.requireNonNull(world);
  }

  @Override
  public Verdict authorize(String accessKeyId, Access access) {
    Session session;
    try {
      session = world.authenticate(accessKeyId);
    } catch (AwsError e) {
      return new Verdict.UnknownKey();
    }
    String owner = owner(access.resource());
    if (!owner.isEmpty() && !owner.equals(session.account())) {
      return denied(
          session,
          access,
          "because no resource-based policy allows the " + access.action() + " action");
    }
    var decision =
        world.authorize(
            session, access.action(), access.resource(), RequestContext.of(access.context()));
    return decision.allowed() ? new Verdict.Allowed() : denied(session, access, decision.reason());
  }

  private static Verdict denied(Session session, Access access, String reason) {
    return new Verdict.Denied(
        "User: "
            + session.arn()
            + " is not authorized to perform: "
            + access.action()
            + " on resource: "
            + access.resource()
            + " "
            + reason);
  }

  private static String owner(String resource) {
    String[] parts = resource.split(":", 6);
    return parts.length == 6 ? parts[4] : "";
  }
}
