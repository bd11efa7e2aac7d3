package dev.fleetaccess.cli;

import dev.fleetaccess.cli.preview.Deployed;
import java.util.Objects;

/**
 * The settings that a rollout's time is reckoned with.
 *
 * @param settings what the functions have, or what is taken for it
 * @param origin where that comes from
 */
record Reckoning(Deployed settings, Origin origin) {
  Reckoning {
    Objects.requireNonNull(settings);
    Objects.requireNonNull(origin);
  }

  /** Where settings come from. */
  enum Origin {
    /** The functions that are deployed told them. */
    DEPLOYED("It takes about ", ""),
    /** Nobody could ask the functions, so these are what a deployment has if nothing is said. */
    USUAL("It takes about ", ", reckoned with the usual settings of a deployment"),
    /** A deployment's, since a local organization is there to try what AWS would do. */
    LOCAL(
        "On AWS it would take about ",
        ", reckoned with the usual settings of a deployment; here it is quicker");

    private final String begins;
    private final String ends;

    Origin(String begins, String ends) {
      this.begins = begins;
      this.ends = ends;
    }

    /** A sentence about what it takes, without its full stop. */
    String sentence(String what) {
      return begins + what + ends;
    }
  }
}
