package dev.fleetaccess.local.sim;

import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.org.OrganizationSettings;
import dev.fleetaccess.local.sim.org.OrganizationSettings.StateAnswer;
import dev.fleetaccess.local.sim.stack.StackTime;
import java.time.Duration;
import java.util.Objects;

/**
 * What the world is like at its beginning.
 *
 * @param organization the organization and its times
 * @param hub the hub account, a member
 * @param members member accounts, the hub's among them, the management account apart
 * @param seed what identifiers are drawn from
 * @param stackTime how long stack operations take
 * @param changeSetTime how long a change set takes to be ready
 * @param rolePropagation how long a new role takes until it can be assumed or named
 * @param rates how many calls a second are taken
 */
public record WorldSettings(
    OrganizationSettings organization,
    String hub,
    int members,
    long seed,
    StackTime stackTime,
    Duration changeSetTime,
    Duration rolePropagation,
    Rates rates) {
  public WorldSettings {
    Objects.requireNonNull(organization);
    Objects.requireNonNull(hub);
    Objects.requireNonNull(stackTime);
    Objects.requireNonNull(changeSetTime);
    Objects.requireNonNull(rolePropagation);
    Objects.requireNonNull(rates);
    if (members < 1) {
      throw new IllegalArgumentException("the hub is a member, so there is at least one");
    }
  }

  /** A world for a person to watch: stacks of two seconds, AWS's published rates. */
  public static WorldSettings local(int members) {
    return new WorldSettings(
        new OrganizationSettings(
            Partition.AWS,
            "o-fleetlocal1",
            "r-flt1",
            "111111111111",
            "us-east-1",
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            false,
            StateAnswer.BOTH),
        "222222222222",
        members,
        1,
        StackTime.fixed(Duration.ofSeconds(2)),
        Duration.ofSeconds(1),
        Duration.ZERO,
        Rates.published());
  }

  /** The same with another organization. */
  public WorldSettings with(OrganizationSettings other) {
    return new WorldSettings(
        other, hub, members, seed, stackTime, changeSetTime, rolePropagation, rates);
  }

  /** The same with other stack times. */
  public WorldSettings with(StackTime other) {
    return new WorldSettings(
        organization, hub, members, seed, other, changeSetTime, rolePropagation, rates);
  }

  /** The same with other rates. */
  public WorldSettings with(Rates other) {
    return new WorldSettings(
        organization, hub, members, seed, stackTime, changeSetTime, rolePropagation, other);
  }

  /** The same from another seed. */
  public WorldSettings seeded(long other) {
    return new WorldSettings(
        organization, hub, members, other, stackTime, changeSetTime, rolePropagation, rates);
  }

  /** The same with roles that take that long until they can be used. */
  public WorldSettings propagating(Duration other) {
    return new WorldSettings(
        organization, hub, members, seed, stackTime, changeSetTime, other, rates);
  }
}
