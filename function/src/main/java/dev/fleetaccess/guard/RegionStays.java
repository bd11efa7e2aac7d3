package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.ReleaseSource;
import java.util.List;

/**
 * The region of the role stacks does not change: IAM is global, so stacks in a new region would
 * meet the roles of those in the old one and fail in every account.
 */
final class RegionStays implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    String region = examined.release().manifest().region();
    return examined
        .current()
        .map(current -> current.manifest().region())
        .filter(before -> !before.equals(region))
        .map(
            before ->
                List.of(
                    Finding.error(
                        "region-changed",
                        ReleaseSource.MANIFEST,
                        examined.release().line("region"),
                        "The role stacks live in "
                            + before
                            + ", and stacks in "
                            + region
                            + " would meet their roles: write 'region: "
                            + before
                            + "' again.")))
        .orElse(List.of());
  }
}
