package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Examines a release before anything of it is deployed. */
public final class Guard {
  private static final List<Rule> RULES =
      List.of(
          new HubIsUsable(),
          new RegionStays(),
          new AccessRolesAreDeployed(),
          new TemplatesAreReadable(),
          new OnlyRolesAreMade(),
          new RoleNamesAreUnique(),
          new ManagementRolesAreBounded(),
          new OnlyTheHubIsTrusted(),
          new SessionsCoverTheTemplates());

  private Guard() {}

  /**
   * What the rules find in a release, in their order; where overrides change it for some accounts,
   * in what comes of that too.
   *
   * @param current the release that finished last, where one has
   */
  public static List<Finding> examine(
      Release release, Optional<Release> current, Surroundings surroundings) {
    return Stream.concat(Stream.of(release), release.variants().stream())
        .map(one -> new Examined(one, current, surroundings))
        .flatMap(examined -> RULES.stream().flatMap(rule -> rule.examine(examined).stream()))
        .distinct()
        .toList();
  }
}
