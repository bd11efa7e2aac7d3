package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What is rehearsed.
 *
 * @param accounts member accounts, the hub's among them and the management account apart
 * @param seed everything that happens by chance comes from it
 * @param faults how much goes wrong
 * @param play what is played
 * @param template the synthesized CloudFormation template
 * @param roles the folder whose files are pushed as the role repository
 */
public record RehearsalSettings(
    int accounts, long seed, FaultProfile faults, Play play, Path template, Path roles) {
  /** What is played. */
  public enum Play {
    /** Every door once, one after another, then everything again with nothing to do. */
    DEFAULT,
    /** The first rollout, what the seed draws of the rest, and everything again. */
    DRAWN,
    /** What the speed is told of: a first rollout, a change, and everything again. */
    SPEED,
    /** A change is pushed while a re-run of everything has just begun. */
    OVERLAP,
    /** A first release ever that halts; who comes by; and one that everybody can have. */
    FIRST,
    /** A release in waves, with rests between them and one that a person agrees to. */
    WAVES,
    /** A release that nobody can have: it halts, and is taken back or mended and resumed. */
    CANARY,
    /** A release stopped by hand or overtaken in the middle of a wave. */
    HALT,
    /** Parameters by unit, accounts left out by tags, accounts that move and leave. */
    UNITS,
    /** A stack that leaves the manifest and is deleted. */
    REMOVAL
  }

  public RehearsalSettings {
    Objects.requireNonNull(faults);
    Objects.requireNonNull(play);
    Objects.requireNonNull(template);
    Objects.requireNonNull(roles);
    if (accounts < 1) {
      throw new IllegalArgumentException("the hub is a member, so there is at least one account");
    }
  }

  /** The same with another seed. */
  public RehearsalSettings seeded(long other) {
    return new RehearsalSettings(accounts, other, faults, play, template, roles);
  }
}
