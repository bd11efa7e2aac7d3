package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Manifests as tests need them that are about something else. */
public final class SampleManifests {
  private SampleManifests() {}

  /** A manifest of those stacks, spreading like that. */
  public static Manifest manifest(List<Manifest.Stack> stacks, Manifest.Rollout rollout) {
    return new Manifest(
        new AccountId("222222222222"),
        "us-east-1",
        List.of("Access"),
        stacks,
        rollout,
        new Manifest.Sweep(Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(1)),
        true,
        List.of());
  }

  /** A stack that belongs there. */
  public static Manifest.Stack stack(String name, Placement placement) {
    return new Manifest.Stack(
        "FleetAccess-" + name,
        "role.yaml",
        Set.of(placement),
        Selector.NOBODY,
        Map.of(),
        List.of(),
        Disposal.RETAIN,
        Disposal.RETAIN,
        false,
        false,
        1);
  }
}
