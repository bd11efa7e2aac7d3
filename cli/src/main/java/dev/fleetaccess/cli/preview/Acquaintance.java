package dev.fleetaccess.cli.preview;

import dev.fleetaccess.fleet.Traits;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of an account beside its id.
 *
 * @param traits what a release has to know to tell what belongs there
 * @param unusable why nothing can be done in it; empty where something can
 */
public record Acquaintance(Traits traits, Optional<String> unusable) {
  public Acquaintance {
    Objects.requireNonNull(traits);
    Objects.requireNonNull(unusable);
  }
}
