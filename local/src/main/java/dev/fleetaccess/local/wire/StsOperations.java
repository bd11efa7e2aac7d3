package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.sts.AssumeRole;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** STS on the wire. */
final class StsOperations {
  private final SimulatedOrganization world;

  private StsOperations(SimulatedOrganization world) {
    this.world = world;
  }

  static Map<String, QueryOperation> of(SimulatedOrganization world) {
    var operations = new StsOperations(world);
    return Map.of(
        "AssumeRole", operations::assumeRole,
        "GetCallerIdentity", StsOperations::getCallerIdentity);
  }

  private void assumeRole(Access access, QueryParameters in, Xml out) {
    var request =
        new AssumeRole(
            in.required("RoleArn"),
            in.required("RoleSessionName"),
            in.number("DurationSeconds").map(Duration::ofSeconds),
            in.text("Policy"),
            in.structures("PolicyArns").stream().map(each -> each.required("arn")).toList(),
            in.tags("Tags"),
            new HashSet<>(in.texts("TransitiveTagKeys")),
            in.text("ExternalId"),
            in.text("SourceIdentity"));
    var session = world.sts().assumeRole(access.session(), request, access.environment());
    var keys = session.credentials();
    out.in(
        "Credentials",
        () ->
            out.put("AccessKeyId", keys.accessKeyId())
                .put("SecretAccessKey", keys.secretAccessKey())
                .put("SessionToken", keys.sessionToken())
                .put("Expiration", keys.expires()));
    out.in(
        "AssumedRoleUser",
        () -> out.put("AssumedRoleId", session.userId()).put("Arn", session.arn()));
    if (request.policy().isPresent() || !request.tags().isEmpty()) {
      int length =
          request.policy().map(String::length).orElse(0)
              + List.copyOf(request.tags().entrySet()).toString().length();
      out.put("PackedPolicySize", Math.clamp(length * 100L / 4_096, 1, 100));
    }
    out.put("SourceIdentity", session.sourceIdentity());
  }

  private static void getCallerIdentity(Access access, QueryParameters in, Xml out) {
    out.put("UserId", access.session().userId())
        .put("Account", access.account())
        .put("Arn", access.session().arn());
  }
}
