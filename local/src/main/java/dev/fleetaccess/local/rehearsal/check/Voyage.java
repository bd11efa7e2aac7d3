package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.plan.Waves;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One release on its way through the accounts, as a rehearsal saw it: who was there when it began,
 * whom it should reach in which wave, and what it really wrote.
 */
final class Voyage {
  final String rollout;
  final Release release;
  final Duration began;

  /** The release that everybody was meant to have until then. */
  final Optional<CommitId> before;

  /** The usable accounts when it began, with the wave that the manifest has them in. */
  final Map<String, Integer> waves = new HashMap<>();

  /** The accounts that it wrote, whatever came of it. */
  final Set<String> touched = new HashSet<>();

  /** The accounts that other rollouts brought it to: one it grants, in a wave that has begun. */
  final Set<String> brought = new HashSet<>();

  /** By wave: when it last wrote there. */
  final Map<Integer, Duration> lastWrite = new HashMap<>();

  /** Waves in which something was written. */
  final Set<Integer> entered = new HashSet<>();

  /** By stack and wave: begun since it was last resumed, and not seen right. */
  final Map<String, Set<String>> pending = new HashMap<>();

  /** Whether a rollback of it has finished. */
  boolean back;

  /** How often it had been resumed when that was last begun anew. */
  int resumed;

  Voyage(
      String rollout,
      Release release,
      Duration began,
      Optional<CommitId> before,
      Map<String, Traits> members) {
    this.rollout = rollout;
    this.release = release;
    this.began = began;
    this.before = before;
    members.forEach(
        (account, traits) ->
            waves.put(
                account, Waves.of(release.manifest().rollout(), new AccountId(account), traits)));
  }

  /** Every account that has it or was on the way to, whoever wrote it there. */
  Set<String> reached() {
    Set<String> reached = new HashSet<>(touched);
    reached.addAll(brought);
    return reached;
  }

  Manifest.Rollout settings() {
    return release.manifest().rollout();
  }

  /** Whether the stack goes wave by wave. */
  boolean spreads(String stack) {
    return Stage.of(release.manifest()).stream()
        .anyMatch(stage -> stage.stack().name().equals(stack) && !stage.gate());
  }

  /** How many accounts a wave has at most. */
  int size(int wave) {
    return (int) waves.values().stream().filter(own -> own == wave).count();
  }
}
