package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Policies that somebody put on a role by hand: where one is gone, an item has named it. */
final class Findings {
  private final SimulatedOrganization world;
  private final List<Put> puts = new ArrayList<>();
  private final Set<Put> told = new HashSet<>();

  Findings(SimulatedOrganization world) {
    this.world = Objects.requireNonNull(world);
  }

  /**
   * A policy on a role.
   *
   * @param uniqueId the role's: one that is made anew is another
   * @param policy the ARN of a managed policy, or the name of an inline one
   * @param number tells it from the same done again
   */
  record Put(String account, String role, String uniqueId, String policy, int number) {}

  /** Somebody just put a policy on a role, inside the model's lock. */
  void put(String account, String role, String policy) {
    String uniqueId = world.iam().account(account).role(role).uniqueId();
    puts.add(new Put(account, role, uniqueId, policy, puts.size()));
  }

  /** An item was recorded: what it names is told, whatever becomes of it. */
  void recorded(Entry entry) {
    String words =
        entry.note()
            + entry.attempt().course().found()
            + entry.failure().map(Failure::message).orElse("");
    puts.stream()
        .filter(put -> put.account.equals(entry.account().value()) && words.contains(put.policy))
        .forEach(told::add);
  }

  /** What is gone, and nobody was told of. */
  List<Put> untold() {
    return puts.stream().filter(put -> !told.contains(put) && isGone(put)).toList();
  }

  private boolean isGone(Put put) {
    return world.locked(
        () ->
            world
                .iam()
                .account(put.account)
                .find(put.role)
                .filter(role -> role.uniqueId().equals(put.uniqueId))
                .filter(role -> !role.spec().attached().contains(put.policy))
                .filter(role -> !role.spec().inline().containsKey(put.policy))
                .isPresent());
  }
}
