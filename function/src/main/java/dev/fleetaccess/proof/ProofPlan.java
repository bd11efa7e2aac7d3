package dev.fleetaccess.proof;

import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.YamlValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Which stacks are proven, and when. Pure. */
public final class ProofPlan {
  private ProofPlan() {}

  /**
   * The role by which an account's stack of that name is proven: the manifest wants proofs, and the
   * stack makes that role where it belongs.
   */
  public static Optional<Target> target(Release release, String stack) {
    Optional<Manifest.Stack> declared = release.manifest().stack(stack);
    if (!release.manifest().proof() || declared.isEmpty()) {
      return Optional.empty();
    }
    return Arrays.stream(Target.values())
        .filter(target -> declared.get().in().contains(target.placement()))
        .filter(
            target ->
                release.template(stack).section("Resources").entries().stream()
                    .anyMatch(resource -> makes(resource.value(), target.roleName())))
        .findFirst();
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

  private static boolean makes(YamlValue resource, String roleName) {
    return resource instanceof YamlValue.Mapping declared
        && declared
            .value("Properties")
            .filter(YamlValue.Mapping.class::isInstance)
            .flatMap(properties -> ((YamlValue.Mapping) properties).value("RoleName"))
            .filter(name -> name instanceof YamlValue.Scalar text && text.text().equals(roleName))
            .isPresent();
  }
}
