package dev.fleetaccess.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.release.PolicyForm;
import dev.fleetaccess.release.WantedBoundary;
import dev.fleetaccess.release.WantedRole;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoleDifferenceTest {
  private static final String TRUST =
      "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"222222222222\"}}]}";
  private static final String POLICY = "{\"Statement\":[{\"Action\":\"a:b\"}]}";
  private static final String READ = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  private static final String BOUNDARY = "arn:aws:iam::300000000001:policy/Boundary";
  private static final WantedRole WANTED =
      new WantedRole(
          "Spoke",
          "spoke-001",
          "/security/",
          PolicyForm.of(TRUST),
          Map.of("spoke", PolicyForm.of(POLICY), "told-by-cloudformation", Optional.empty()),
          Set.of(READ),
          false,
          Set.of(),
          new WantedBoundary.Policy(BOUNDARY),
          Optional.of("3600"),
          Map.of("fleetaccess:managed-by", "FleetAccess"));
  private static final LiveRole LIVE =
      new LiveRole(
          "spoke-001",
          "/security/",
          TRUST,
          Map.of("spoke", POLICY, "told-by-cloudformation", "{}"),
          Set.of(READ),
          Optional.of(BOUNDARY),
          "3600",
          Map.of("fleetaccess:managed-by", "FleetAccess", "cost-center", "7"));

  @Test
  void asWantedThereIsNoneAndOthersTagsAreTheirs() {
    assertThat(RoleDifference.between(WANTED, Optional.of(LIVE)).none()).isTrue();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void whatDiffersIsNamed(LiveRole live, String words) {
    RoleDifference found = RoleDifference.between(WANTED, Optional.of(live));

    assertThat(found.none()).isFalse();
    assertThat(found.words()).startsWith("spoke-001: ").contains(words);
  }

  static Object[] whatDiffersIsNamed() {
    return new Object[] {
      row(
          trust(TRUST.replace("222222222222", "999999999999")),
          "its trust policy differs: it lets in 999999999999"),
      row(
          trust(
              TRUST.replace(
                  "\"222222222222\"", "\"222222222222\",\"Service\":\"ec2.amazonaws.com\"")),
          "its trust policy differs: it lets in 222222222222, ec2.amazonaws.com"),
      row(trust("not JSON"), "its trust policy differs: it lets in somebody that cannot be read"),
      row(
          trust(TRUST.replace("222222222222", "AROAEXAMPLEEXAMPLE")),
          "AROAEXAMPLEEXAMPLE, which is gone"),
      row(inline(Map.of("told-by-cloudformation", "{}")), "its inline policy spoke is missing"),
      row(
          inline(Map.of("spoke", "{}", "told-by-cloudformation", "{}")),
          "its inline policy spoke differs"),
      row(
          inline(Map.of("spoke", POLICY, "told-by-cloudformation", "{}", "extra", "{}")),
          "it has an inline policy extra"),
      row(attached(Set.of()), READ + " is not attached"),
      row(
          attached(Set.of(READ, "arn:aws:iam::aws:policy/AdministratorAccess")),
          "AdministratorAccess is attached"),
      row(bounded(Optional.empty(), "3600"), "its boundary is none"),
      row(bounded(Optional.of(BOUNDARY), "43200"), "a session lasts 43200 s, not 3600 s"),
      row(tagged(Map.of()), "its tag fleetaccess:managed-by differs")
    };
  }

  @Test
  void whatTheTemplateDoesNotNameIsForeign() {
    RoleDifference found =
        RoleDifference.between(
            WANTED, Optional.of(attached(Set.of(READ, "arn:aws:iam::1:policy/x"))));

    assertThat(found.named()).isEmpty();
    assertThat(found.foreignAttached()).containsExactly("arn:aws:iam::1:policy/x");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "made by the stack, arn:aws:iam::300000000001:policy/FleetAccess-Spoke-Reads-1A2B, false",
    "attached by hand and AWS's, arn:aws:iam::aws:policy/AdministratorAccess, true",
    "attached by hand and the account's, arn:aws:iam::300000000001:policy/Mine, true"
  })
  void aPolicyWithoutANameExcusesOnlyWhatTheStackMakes(
      String reason, String attached, boolean foreign) {
    WantedRole wanted =
        untold(
            Set.of("arn:aws:iam::300000000001:policy/FleetAccess-Spoke-"),
            false,
            new WantedBoundary.Policy(BOUNDARY),
            Optional.of("3600"));

    RoleDifference found =
        RoleDifference.between(wanted, Optional.of(attached(Set.of(READ, attached))));

    assertThat(found.hasForeign()).isEqualTo(foreign);
  }

  @Test
  void whatCannotBeToldIsNotCompared() {
    WantedRole wanted = untold(Set.of(""), true, new WantedBoundary.Untold(""), Optional.empty());
    LiveRole live =
        live(
            TRUST,
            Map.of("spoke", POLICY, "told-by-cloudformation", "{}", "unreadable", "{}"),
            Set.of(READ, "arn:aws:iam::300000000001:policy/imported"),
            Optional.of("arn:aws:iam::300000000001:policy/any"),
            "43200",
            LIVE.tags());

    assertThat(RoleDifference.between(wanted, Optional.of(live)).none()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the stack's own, arn:aws:iam::300000000001:policy/FleetAccess-Spoke-Edge-1A2B, true",
    "another, arn:aws:iam::300000000001:policy/Wide, false",
    "none, , false"
  })
  void aBoundaryThatTheStackMakesIsToldByItsBeginning(String reason, String live, boolean met) {
    var beginning =
        new WantedBoundary.Untold("arn:aws:iam::300000000001:policy/FleetAccess-Spoke-");
    WantedRole wanted = untold(Set.of(), false, beginning, Optional.of("3600"));

    RoleDifference found =
        RoleDifference.between(
            wanted, Optional.of(bounded(Optional.ofNullable(live), LIVE.session())));

    assertThat(found.none()).isEqualTo(met);
  }

  @Test
  void aUniqueIdThatTheTemplateItselfNamesIsNoDrift() {
    String trust =
        "{\"Statement\":[{\"Principal\":{\"AWS\":\"222222222222\"},\"Condition\":"
            + "{\"StringLike\":{\"aws:userid\":\"AROAEXAMPLEEXAMPLE:*\"}}}]}";
    WantedRole wanted =
        new WantedRole(
            WANTED.logicalId(),
            WANTED.name(),
            WANTED.path(),
            PolicyForm.of(trust),
            WANTED.inline(),
            WANTED.attached(),
            false,
            Set.of(),
            WANTED.boundary(),
            WANTED.session(),
            WANTED.tags());

    assertThat(RoleDifference.between(wanted, Optional.of(trust(trust))).none()).isTrue();
  }

  @Test
  void aRoleThatIsGoneDiffersInWhole() {
    assertThat(RoleDifference.between(WANTED, Optional.empty()).words())
        .isEqualTo("spoke-001: is gone");
  }

  private static WantedRole untold(
      Set<String> attached, boolean inline, WantedBoundary boundary, Optional<String> session) {
    return new WantedRole(
        WANTED.logicalId(),
        WANTED.name(),
        WANTED.path(),
        WANTED.trust(),
        WANTED.inline(),
        WANTED.attached(),
        inline,
        attached,
        boundary,
        session,
        WANTED.tags());
  }

  private static Arguments row(LiveRole live, String words) {
    return Arguments.of(live, words);
  }

  private static LiveRole trust(String trust) {
    return live(
        trust, LIVE.inline(), LIVE.attached(), LIVE.boundary(), LIVE.session(), LIVE.tags());
  }

  private static LiveRole inline(Map<String, String> inline) {
    return live(TRUST, inline, LIVE.attached(), LIVE.boundary(), LIVE.session(), LIVE.tags());
  }

  private static LiveRole attached(Set<String> attached) {
    return live(TRUST, LIVE.inline(), attached, LIVE.boundary(), LIVE.session(), LIVE.tags());
  }

  private static LiveRole bounded(Optional<String> boundary, String session) {
    return live(TRUST, LIVE.inline(), LIVE.attached(), boundary, session, LIVE.tags());
  }

  private static LiveRole tagged(Map<String, String> tags) {
    return live(TRUST, LIVE.inline(), LIVE.attached(), LIVE.boundary(), LIVE.session(), tags);
  }

  private static LiveRole live(
      String trust,
      Map<String, String> inline,
      Set<String> attached,
      Optional<String> boundary,
      String session,
      Map<String, String> tags) {
    return new LiveRole(
        "spoke-001", "/security/", trust, inline, attached, boundary, session, tags);
  }
}
