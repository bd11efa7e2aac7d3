package dev.fleetaccess.local.sim;

import static dev.fleetaccess.local.sim.Worlds.HUB;
import static dev.fleetaccess.local.sim.Worlds.MANAGEMENT;
import static dev.fleetaccess.local.sim.Worlds.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.org.AccountState;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.local.sim.sts.AssumeRole;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.release.SampleReleases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumeRoleTest {
  private static final String SPOKE = "arn:aws:iam::" + MEMBER + ":role/security/spoke-001";
  private static final String HUB_ROLE = "arn:aws:iam::" + HUB + ":role/security/hub-001";
  private static final String HUB_ONLY =
      """
      {"ArnEquals":{"aws:PrincipalArn":"%s"},"StringEquals":{"aws:PrincipalOrgID":"o-fleetlocal1"}}\
      """
          .formatted(HUB_ROLE);

  private final SettableClock clock = new SettableClock();
  private final SimulatedOrganization world = Worlds.of(clock);

  @BeforeEach
  void hubAndSpoke() {
    world.createRole(
        HUB,
        RoleSpec.of("hub-001", Worlds.trustingAccount(HUB))
            .at("/security/")
            .allowing("hub", Worlds.allowing("sts:AssumeRole", "sts:TagSession")));
    world.createRole(
        MEMBER,
        RoleSpec.of(
                "spoke-001",
                Worlds.trusting("{\"AWS\":\"arn:aws:iam::" + HUB + ":root\"}", HUB_ONLY))
            .at("/security/")
            .allowing("spoke", Worlds.allowing("iam:Get*")));
  }

  private Session session(String roleArn) {
    return world.issue(roleArn, "test", Duration.ofHours(1));
  }

  private Session enter(Session from, String roleArn) {
    return Worlds.assume(world, from, AssumeRole.of(roleArn, "session"));
  }

  private void assertDenied(Session from, AssumeRole request, String end) {
    assertThatThrownBy(() -> Worlds.assume(world, from, request))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> {
              assertThat(error.code()).isEqualTo("AccessDenied");
              assertThat(error.status()).isEqualTo(403);
            })
        .hasMessageStartingWith("User: " + from.arn() + " is not authorized to perform: sts:")
        .hasMessageEndingWith(end);
  }

  @Test
  void theHubEntersTheSpokeAndDoesThereWhatTheSpokeMay() {
    var spoke = enter(session(HUB_ROLE), SPOKE);

    assertThat(spoke.arn()).isEqualTo("arn:aws:sts::" + MEMBER + ":assumed-role/spoke-001/session");
    assertThat(spoke.credentials().accessKeyId()).matches("ASIA[A-Z0-9]{16}");
    assertThat(world.authorize(spoke, "iam:GetRole", SPOKE, RequestContext.empty()).allowed())
        .isTrue();
    assertThat(world.authorize(spoke, "iam:DeleteRole", SPOKE, RequestContext.empty()).reason())
        .isEqualTo("because no identity-based policy allows the iam:DeleteRole action");
  }

  @Test
  void anotherRoleOfTheHubAccountDoesNotEnter() {
    var other = Worlds.administrator(world, HUB);

    assertDenied(other, AssumeRole.of(SPOKE, "session"), "on resource: " + SPOKE);
  }

  @Test
  void aSpokeDoesNotEnterAnotherSpoke() {
    var spoke = enter(session(HUB_ROLE), SPOKE);

    assertDenied(spoke, AssumeRole.of(SPOKE, "session"), "on resource: " + SPOKE);
  }

  @Test
  void theHubOutsideTheOrganizationDoesNotEnter() {
    var hub = session(HUB_ROLE);
    world.locked(
        () -> {
          world.organization().depart(HUB, true);
          return true;
        });

    assertDenied(hub, AssumeRole.of(SPOKE, "session"), "on resource: " + SPOKE);
  }

  @Test
  void trustAloneIsNotEnoughAcrossAccounts() {
    world.locked(
        () -> {
          world.iam().account(HUB).deletePolicy("hub-001", "hub");
          return true;
        });

    assertDenied(session(HUB_ROLE), AssumeRole.of(SPOKE, "session"), "on resource: " + SPOKE);
  }

  @Test
  void withinAnAccountATrustPolicyThatNamesTheRoleIsEnough() {
    world.createRole(HUB, RoleSpec.of("plain", Worlds.trustingAccount(HUB)));
    var named =
        world.createRole(
            HUB,
            RoleSpec.of(
                "named",
                Worlds.trusting("{\"AWS\":\"arn:aws:iam::" + HUB + ":role/plain\"}", "{}")));
    var delegated = world.createRole(HUB, RoleSpec.of("delegated", Worlds.trustingAccount(HUB)));
    var plain = session("arn:aws:iam::" + HUB + ":role/plain");

    assertThat(enter(plain, named.arn()).roleArn()).isEqualTo(named.arn());
    assertDenied(
        plain, AssumeRole.of(delegated.arn(), "session"), "on resource: " + delegated.arn());
  }

  @Test
  void aTrustedRoleCreatedAnewIsAnotherPrincipal() {
    var trust = Worlds.trusting("{\"AWS\":\"" + HUB_ROLE + "\"}", "{}");
    var target = world.createRole(MEMBER, RoleSpec.of("target", trust));
    assertThat(enter(session(HUB_ROLE), target.arn()).account()).isEqualTo(MEMBER);

    var before = world.locked(() -> world.iam().account(HUB).role("hub-001"));
    world.locked(
        () -> {
          var hub = world.iam().account(HUB);
          hub.deletePolicy("hub-001", "hub");
          hub.delete("hub-001");
          return hub.create(before.spec());
        });

    assertDenied(
        session(HUB_ROLE), AssumeRole.of(target.arn(), "session"), "on resource: " + target.arn());
    assertThat(world.iam().shown(target.spec().trust()).text())
        .contains("\"AWS\":\"" + before.uniqueId() + "\"");
  }

  @Test
  void aTrustPolicyNamesNoRoleThatDoesNotExist() {
    var missing = "arn:aws:iam::" + HUB + ":role/missing";

    assertThatThrownBy(
            () ->
                world.createRole(
                    MEMBER,
                    RoleSpec.of("target", Worlds.trusting("{\"AWS\":\"" + missing + "\"}", "{}"))))
        .hasMessage("Invalid principal in policy: \"AWS\":\"" + missing + "\"");
  }

  @Test
  void aRoleArnWithoutItsPathNamesNoRole() {
    var pathless = "arn:aws:iam::" + MEMBER + ":role/spoke-001";

    assertDenied(session(HUB_ROLE), AssumeRole.of(pathless, "session"), pathless);
  }

  @Test
  void aSessionPolicyNarrows() {
    var narrow = AssumeRole.of(SPOKE, "session").narrowed(Worlds.allowing("iam:GetUser").text());
    var spoke = Worlds.assume(world, session(HUB_ROLE), narrow);

    assertThat(world.authorize(spoke, "iam:GetRole", SPOKE, RequestContext.empty()).reason())
        .isEqualTo("because no session policy allows the iam:GetRole action");
  }

  @Test
  void aBoundaryNarrowsAndGivesNothing() {
    var boundary =
        world.locked(
            () ->
                world
                    .iam()
                    .account(MEMBER)
                    .policies()
                    .create("Boundary", "/", "", Worlds.allowing("iam:Get*", "ec2:*")));
    world.createRole(
        MEMBER,
        RoleSpec.of("bounded", Worlds.trustingAccount(MEMBER))
            .allowing("all", Worlds.allowing("iam:*"))
            .bounded(boundary.arn()));
    var bounded = session("arn:aws:iam::" + MEMBER + ":role/bounded");

    assertThat(world.authorize(bounded, "iam:GetRole", "*", RequestContext.empty()).allowed())
        .isTrue();
    assertThat(world.authorize(bounded, "iam:PutRole", "*", RequestContext.empty()).reason())
        .isEqualTo("because no permissions boundary allows the iam:PutRole action");
    assertThat(world.authorize(bounded, "ec2:RunInstances", "*", RequestContext.empty()).reason())
        .isEqualTo("because no identity-based policy allows the ec2:RunInstances action");
  }

  @Test
  void whatIsDoneToARoleCarriesItsBoundaryAndItsTags() {
    var boundary =
        world.locked(
            () ->
                world
                    .iam()
                    .account(MEMBER)
                    .policies()
                    .create("Boundary", "/", "", Worlds.allowing("*")));
    var bounded =
        world.createRole(
            MEMBER,
            RoleSpec.of("bounded", Worlds.trustingAccount(MEMBER))
                .bounded(boundary.arn())
                .tagged(Map.of("team", "security")));
    var plain = world.createRole(MEMBER, RoleSpec.of("plain", Worlds.trustingAccount(MEMBER)));
    world.createRole(
        MEMBER,
        RoleSpec.of("deployer", Worlds.trustingAccount(MEMBER))
            .allowing(
                "deploy",
                PolicyDocument.parse(
                    """
                    {"Statement":[
                      {"Effect":"Allow","Action":"iam:PutRolePolicy","Resource":"*",
                       "Condition":{"StringEquals":{"iam:PermissionsBoundary":"%s"}}},
                      {"Effect":"Allow","Action":"iam:DeleteRole","Resource":"*",
                       "Condition":{"StringEquals":{"aws:ResourceTag/team":"security"}}}]}\
                    """
                        .formatted(boundary.arn()))));
    var deployer = session("arn:aws:iam::" + MEMBER + ":role/deployer");

    for (var action : List.of("iam:PutRolePolicy", "iam:DeleteRole")) {
      assertThat(world.authorize(deployer, action, bounded.arn(), RequestContext.empty()).allowed())
          .as(action)
          .isTrue();
      assertThat(world.authorize(deployer, action, plain.arn(), RequestContext.empty()).allowed())
          .as(action)
          .isFalse();
    }
  }

  @Test
  void aControlPolicyBindsMembersAndNotTheManagementAccount() {
    world.locked(
        () -> {
          world
              .organization()
              .controls()
              .attach(
                  "r-flt1",
                  "NoReads",
                  PolicyDocument.parse(
                      "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"iam:Get*\",\"Resource\":\"*\"}}"));
          return true;
        });
    var spoke = enter(session(HUB_ROLE), SPOKE);

    assertThat(world.authorize(spoke, "iam:GetRole", SPOKE, RequestContext.empty()).reason())
        .isEqualTo("with an explicit deny in a service control policy");
    assertThat(
            world
                .authorize(
                    Worlds.administrator(world, MANAGEMENT),
                    "iam:GetRole",
                    "*",
                    RequestContext.empty())
                .allowed())
        .isTrue();
  }

  @Test
  void aControlPolicyThatDeniesTheCallerIsNamed() {
    world.locked(
        () -> {
          world
              .organization()
              .controls()
              .attach(
                  HUB,
                  "NoEntering",
                  PolicyDocument.parse(
                      "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"sts:*\",\"Resource\":\"*\"}}"));
          return true;
        });

    assertDenied(
        session(HUB_ROLE),
        AssumeRole.of(SPOKE, "session"),
        "with an explicit deny in a service control policy");
  }

  @Test
  void sessionTagsNeedTheirOwnPermissionAndBecomePrincipalTags() {
    var trust =
        Worlds.trusting(
            "{\"AWS\":\"arn:aws:iam::" + HUB + ":root\"}",
            "{\"StringEquals\":{\"aws:RequestTag/fleetaccess:purpose\":\"proof\"}}");
    var target = world.createRole(MEMBER, RoleSpec.of("tagged", trust));
    var request = AssumeRole.of(target.arn(), "session");
    var tagged = request.tagged(Map.of("fleetaccess:purpose", "proof"));

    assertDenied(session(HUB_ROLE), request, "on resource: " + target.arn());
    assertThat(Worlds.assume(world, session(HUB_ROLE), tagged).tags())
        .containsEntry("fleetaccess:purpose", "proof");
    world.locked(
        () -> {
          world.iam().account(HUB).putPolicy("hub-001", "hub", Worlds.allowing("sts:AssumeRole"));
          return true;
        });
    assertThatThrownBy(() -> Worlds.assume(world, session(HUB_ROLE), tagged))
        .hasMessageContaining("sts:TagSession");
  }

  @Test
  void aSessionOfTheProofEntersTheFleetsRolesAloneWhateverElseTheHubMay() {
    var wanted =
        SampleReleases.release(SampleReleases.commit('a'))
            .roles("FleetAccess-Hub", SampleReleases.HUB, Traits.NONE)
            .getFirst();
    String policy = wanted.inline().get("hub").orElseThrow();
    world.locked(
        () -> {
          var roles = world.iam().account(HUB);
          roles.putPolicy("hub-001", "hub", PolicyDocument.parse(policy));
          roles.putPolicy("hub-001", "more", Worlds.allowing("sts:AssumeRole", "iam:ListRoles"));
          return true;
        });
    var trust = Worlds.trusting("{\"AWS\":\"arn:aws:iam::" + HUB + ":root\"}", HUB_ONLY);
    String elsewhere = world.createRole(MEMBER, RoleSpec.of("elsewhere", trust)).arn();
    var asHub = AssumeRole.of(HUB_ROLE, "proof");
    var administrator = Worlds.administrator(world, HUB);
    var client = Worlds.assume(world, administrator, asHub);
    var proof =
        Worlds.assume(world, administrator, asHub.tagged(Map.of("fleetaccess:purpose", "proof")));

    assertThat(enter(proof, SPOKE).account()).isEqualTo(MEMBER);
    assertDenied(proof, AssumeRole.of(elsewhere, "session"), "on resource: " + elsewhere);
    assertThat(world.authorize(proof, "iam:ListRoles", "*", RequestContext.empty()).allowed())
        .isFalse();
    assertThat(enter(client, elsewhere).account()).as("the tools' own session").isEqualTo(MEMBER);
  }

  @ParameterizedTest(name = "{0} seconds as {1}")
  @CsvSource({
    "3600, ab, ''",
    "3601, ab, The requested DurationSeconds exceeds the 1 hour session limit",
    "899, ab, Member must have value greater than or equal to 900",
    "900, a b, Member must satisfy regular expression pattern",
    "900, a, Member must have length greater than or equal to 2"
  })
  void limitsOfASessionAreChecked(long seconds, String name, String message) {
    var request = AssumeRole.of(SPOKE, name).lasting(Duration.ofSeconds(seconds));

    if (message.isEmpty()) {
      assertThat(Worlds.assume(world, session(HUB_ROLE), request).credentials().expires())
          .isEqualTo(clock.instant().plusSeconds(seconds));
    } else {
      assertThatThrownBy(() -> Worlds.assume(world, session(HUB_ROLE), request))
          .hasMessageContaining(message)
          .isInstanceOfSatisfying(
              AwsError.class, error -> assertThat(error.code()).isEqualTo("ValidationError"));
    }
  }

  @Test
  void keysEndWithTheirTimeAndWithTheirRole() {
    var spoke = enter(session(HUB_ROLE), SPOKE);
    var key = spoke.credentials().accessKeyId();
    assertThat(world.authenticate(key)).isEqualTo(spoke);

    clock.pass(Duration.ofHours(1));

    assertCode(() -> world.authenticate(key), "ExpiredToken");
    assertCode(() -> world.authenticate("ASIAUNKNOWN"), "InvalidClientTokenId");
    var another = session(SPOKE).credentials().accessKeyId();
    world.locked(
        () -> {
          world.iam().account(MEMBER).deletePolicy("spoke-001", "spoke");
          world.iam().account(MEMBER).delete("spoke-001");
          return true;
        });
    assertCode(() -> world.authenticate(another), "InvalidClientTokenId");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ACTIVE, true",
    "PENDING_CLOSURE, true",
    "SUSPENDED, false",
    "CLOSED, false",
    "PENDING_ACTIVATION, false"
  })
  void onlyAccountsThatWorkAreEntered(AccountState state, boolean entered) {
    world.locked(
        () -> {
          world.organization().mark(MEMBER, state);
          return true;
        });

    if (entered) {
      assertThat(enter(session(HUB_ROLE), SPOKE).account()).isEqualTo(MEMBER);
    } else {
      assertDenied(session(HUB_ROLE), AssumeRole.of(SPOKE, "session"), SPOKE);
    }
  }

  @Test
  void aServiceTakesUpOnlyRolesThatTrustIt() {
    var role =
        world.createRole(
            MANAGEMENT,
            RoleSpec.of(
                    "FleetAccess-Worker",
                    Worlds.trusting("{\"Service\":\"lambda.amazonaws.com\"}", "{}"))
                .attaching(List.of("arn:aws:iam::aws:policy/ReadOnlyAccess")));

    assertThat(
            world
                .assumeAs("lambda.amazonaws.com", role.arn(), "worker", Duration.ofHours(1))
                .roleArn())
        .isEqualTo(role.arn());
    assertCode(
        () -> world.assumeAs("ec2.amazonaws.com", role.arn(), "worker", Duration.ofHours(1)),
        "AccessDenied");
  }

  private static void assertCode(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(AwsError.class, error -> assertThat(error.code()).isEqualTo(code));
  }
}
