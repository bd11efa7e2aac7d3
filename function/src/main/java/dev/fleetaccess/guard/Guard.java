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
          new PoliciesAreReadable(),
          new OnlyRolesAreMade(),
          new RoleNamesAreUnique(),
          new FleetPathIsKept(),
          new ManagementRolesAreBounded(),
          new OnlyTheHubIsTrusted(),
          new HubIsEnteredByFew(),
          new GrantsAreNamed(),
          new RolesAreNamed(),
          new NobodyRaisesThemselves(),
          new LoggingStaysOn(),
          new ManagedPoliciesAreKnown(),
          new ActionsExist(),
          new ResourceTypesExist(),
          new ConditionKeysExist(),
          new SizesFit(),
          new SessionsCoverTheTemplates(),
          new RolesStay(),
          new AccessIsNotWidened());

  private Guard() {}

  /**
   * What the rules find in a release, in their order; where overrides change it for some accounts,
   * in what comes of that too. What the manifest allows is a note.
   *
   * @param current the release that finished last, where one has
   */
  public static List<Finding> examine(
      Release release, Optional<Release> current, Surroundings surroundings) {
    var secrets = new Secrets().of(release);
    current.ifPresent(secrets::of);
    List<Finding> found =
        Stream.concat(
                Stream.of(new Examined(release, current, surroundings)),
                release.variants().stream()
                    .map(
                        one ->
                            new Examined(
                                one, current.map(old -> old.before(release, one)), surroundings)))
            .flatMap(examined -> RULES.stream().flatMap(rule -> rule.examine(examined).stream()))
            .map(secrets::mask)
            .distinct()
            .toList();
    return Allowances.apply(found, release.manifest().allow());
  }
}
