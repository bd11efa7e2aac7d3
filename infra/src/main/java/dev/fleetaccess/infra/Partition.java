package dev.fleetaccess.infra;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One of AWS's partitions, with the only region in which its Organizations events can be seen.
 *
 * <p>Organizations' events reach the default bus of the management account in the region that hosts
 * Organizations, and no other; the main stack must stand there.
 */
enum Partition {
  COMMERCIAL("aws", "us-east-1", true),
  GOV_CLOUD("aws-us-gov", "us-gov-west-1", false),
  CHINA("aws-cn", "cn-northwest-1", false);

  private final String id;
  private final String homeRegion;
  private final boolean snapStart;

  Partition(String id, String homeRegion, boolean snapStart) {
    this.id = id;
    this.homeRegion = homeRegion;
    this.snapStart = snapStart;
  }

  /** The partition as ARNs name it. */
  String id() {
    return id;
  }

  /** The region that hosts Organizations. */
  String homeRegion() {
    return homeRegion;
  }

  /** Whether Lambda SnapStart exists there: in the commercial regions only. */
  boolean snapStart() {
    return snapStart;
  }

  /** The partition to which a region belongs, told by the region's name. */
  static Partition of(String region) {
    if (region.startsWith("us-gov-")) {
      return GOV_CLOUD;
    }
    return region.startsWith("cn-") ? CHINA : COMMERCIAL;
  }

  /**
   * The partition whose Organizations is hosted in this region.
   *
   * @throws InvalidSetting when Organizations is hosted elsewhere
   */
  static Partition atHomeIn(String region) {
    return Arrays.stream(values())
        .filter(partition -> partition.homeRegion.equals(region))
        .findFirst()
        .orElseThrow(() -> new InvalidSetting(notHome(region)));
  }

  private static String notHome(String region) {
    String homes =
        Arrays.stream(values())
            .map(partition -> partition.homeRegion + " (" + partition.id + ")")
            .collect(Collectors.joining(", "));
    return "region=%s: FleetAccess must stand where Organizations is hosted, because its events reach no other region: %s."
        .formatted(region, homes);
  }
}
