package dev.fleetaccess.proof;

import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.YamlValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which stacks are proven, and when. Pure. */
public final class ProofPlan {
  /** The role that the hub enters, in every account. */
  public static final String SPOKE_ROLE = "spoke-001";

  private ProofPlan() {}

  /**
   * Whether an account's stack of that name is proven: the manifest wants proofs, and it is the
   * stack among the spokes' that makes the spoke role.
   */
  public static boolean concerns(Release release, String stack) {
    return release.manifest().proof()
        && release
            .manifest()
            .stack(stack)
            .map(Manifest.Stack::in)
            .filter(in -> in.contains(Placement.SPOKES))
            .isPresent()
        && release.template(stack).section("Resources").entries().stream()
            .anyMatch(resource -> makesSpoke(resource.value()));
  }

  /**
   * Whether an account that nothing was written to is to be proven again.
   *
   * @param proven when it was last proven
   * @param broken whether the last proof failed
   * @param every how often the manifest wants proofs
   */
  public static boolean due(Optional<Instant> proven, boolean broken, Duration every, Instant now) {
    // A tenth early: a sweep as frequent as the proofs would else always come a moment too soon.
    Duration age = every.minus(every.dividedBy(10));
    return broken || proven.filter(last -> last.plus(age).isAfter(now)).isEmpty();
  }

  private static boolean makesSpoke(YamlValue resource) {
    return resource instanceof YamlValue.Mapping declared
        && declared
            .value("Properties")
            .filter(YamlValue.Mapping.class::isInstance)
            .flatMap(properties -> ((YamlValue.Mapping) properties).value("RoleName"))
            .filter(name -> name instanceof YamlValue.Scalar text && text.text().equals(SPOKE_ROLE))
            .isPresent();
  }
}
