package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.Remembered;
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

  private static final Remembered<Question, List<Finding>> ANSWERS =
      new Remembered<>(64, Guard::answer);

  private record Question(
      Release release, Optional<Release> current, Surroundings surroundings, Opinion opinion) {}

  private Guard() {}

  /**
   * What the rules find in a release, in their order; where overrides change it for some accounts,
   * in what comes of that too. What the manifest allows is a note.
   *
   * @param current the release that finished last, where one has
   */
  public static List<Finding> examine(
      Release release, Optional<Release> current, Surroundings surroundings) {
    return examine(release, current, surroundings, Opinion.NONE);
  }

  /**
   * The same, with what an analyzer found beside the rules.
   *
   * @param current the release that finished last, where one has
   */
  public static List<Finding> examine(
      Release release, Optional<Release> current, Surroundings surroundings, Opinion opinion) {
    return ANSWERS.of(new Question(release, current, surroundings, opinion));
  }

  private static List<Finding> answer(Question asked) {
    Release release = asked.release;
    if (Examined.isTooMuch(release, asked.surroundings)) {
      return List.of(tooMuch());
    }
    var secrets = new Secrets().of(release);
    asked.current.ifPresent(secrets::of);
    List<Finding> found =
        Stream.concat(
                Examined.all(release, asked.current, asked.surroundings)
                    .flatMap(
                        examined ->
                            RULES.stream().flatMap(rule -> rule.examine(examined).stream())),
                asked.opinion.findings().stream())
            .map(secrets::mask)
            .distinct()
            .toList();
    return List.copyOf(Allowances.apply(found, release.manifest().allow(), asked.opinion.whole()));
  }

  private static Finding tooMuch() {
    return Finding.error(
        "overrides-too-many",
        ReleaseSource.MANIFEST,
        1,
        "The overrides of the stacks can come together in "
            + Examined.MOST
            + " ways or more, too many to examine each: let a role have the policies of its own"
            + " stack, or fewer overrides set what they hold.");
  }

  /** Whether that gives somebody more than the release before, and the manifest allows it. */
  public static boolean isAllowedWidening(Finding finding) {
    return finding.severity() == Finding.Severity.NOTE
        && finding.fingerprint().isPresent()
        && (finding.id().startsWith(AccessIsNotWidened.FINDINGS)
            || finding.id().equals(Inquiry.NEW_ACCESS));
  }
}
