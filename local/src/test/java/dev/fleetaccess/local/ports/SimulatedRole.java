package dev.fleetaccess.local.ports;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.reconcile.LiveRole;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A role that somebody makes by hand in a simulated account. */
final class SimulatedRole {
  private SimulatedRole() {}

  static void make(SimulatedOrganization world, AccountId account, LiveRole role) {
    Map<String, PolicyDocument> inline = new LinkedHashMap<>();
    role.inline().forEach((name, text) -> inline.put(name, PolicyDocument.parse(text)));
    world.createRole(
        account.value(),
        new RoleSpec(
            role.name(),
            role.path(),
            PolicyDocument.parse(role.trust()),
            "",
            Duration.ofSeconds(Long.parseLong(role.session())),
            role.boundary(),
            role.tags(),
            inline,
            List.copyOf(role.attached())));
  }
}
