package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackResource;
import dev.fleetaccess.release.Release;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Roles that carry our mark and belong to none of our stacks: written where nothing is ours. */
final class Strays {
  private final SimulatedOrganization world;
  private final Set<String> before = new HashSet<>();

  Strays(SimulatedOrganization world) {
    this.world = Objects.requireNonNull(world);
  }

  /** What stands now was there before us. */
  void remember() {
    roles((account, role) -> before.add(role.uniqueId()));
  }

  /** What is ours by its mark and by nothing else; by account. */
  SortedMap<String, String> find(Set<String> names) {
    Set<String> owned = new HashSet<>();
    for (var region : world.cloudFormation().regions()) {
      for (Stack stack : region.all()) {
        if (names.contains(stack.name())) {
          // What a deletion of ours left behind was the stack's own, too.
          stack.resources().stream()
              .map(StackResource::attributes)
              .map(attributes -> Optional.ofNullable(attributes.get("RoleId")))
              .forEach(id -> id.ifPresent(owned::add));
        }
      }
    }
    SortedMap<String, String> strays = new TreeMap<>();
    roles(
        (account, role) -> {
          boolean ours = role.spec().tags().containsKey(Release.MANAGED_BY);
          if (ours && !owned.contains(role.uniqueId()) && !before.contains(role.uniqueId())) {
            strays.put(account, "a role outside our stacks carries our mark: " + role.arn());
          }
        });
    return strays;
  }

  private void roles(Each each) {
    for (var region : world.cloudFormation().regions()) {
      for (Stack stack : region.all()) {
        world
            .iam()
            .account(stack.account())
            .roles()
            .forEach(role -> each.role(stack.account(), role));
      }
    }
  }

  private interface Each {
    void role(String account, Role role);
  }
}
