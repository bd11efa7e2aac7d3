package dev.fleetaccess.local.sim.stack;

import static dev.fleetaccess.local.sim.Worlds.MEMBER;
import static dev.fleetaccess.local.sim.Worlds.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.local.sim.SettableClock;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.Worlds;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.sts.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StackTest {
  private static final String NAME = "FleetAccess-Spoke";
  private static final String ROLE =
      """
      Parameters:
        Actions: {Type: CommaDelimitedList, Default: "iam:Get*"}
      Resources:
        Spoke:
          Type: AWS::IAM::Role
          Properties:
            RoleName: %s
            Path: %s
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                - {Effect: Allow, Action: sts:AssumeRole, Principal: {AWS: %s}}
            Policies:
              - PolicyName: spoke
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement: [{Effect: Allow, Action: !Ref Actions, Resource: "*"}]
      Outputs:
        Arn: {Value: !GetAtt Spoke.Arn}
      """;
  private static final String SPOKE = ROLE.formatted("spoke-001", "/security/", "\"222222222222\"");

  private final SettableClock clock = new SettableClock();
  private final SimulatedOrganization world = Worlds.of(clock);
  private final Session administrator = Worlds.administrator(world, MEMBER);

  private StackRegion stacks() {
    return world.cloudFormation().at(MEMBER, REGION);
  }

  private AccountIam iam() {
    return world.iam().account(MEMBER);
  }

  private static StackRequest request(String template) {
    return StackRequest.of(NAME, template, Map.of(), Map.of("release", "one"));
  }

  private static StackRequest request(String template, String actions, String release) {
    return StackRequest.of(NAME, template, Map.of("Actions", actions), Map.of("release", release));
  }

  private Stack create(StackRequest request) {
    return world.locked(() -> stacks().create(administrator, request));
  }

  private Stack update(StackRequest request) {
    return world.locked(() -> stacks().update(administrator, request));
  }

  private void delete(String name, Set<String> retained) {
    world.locked(
        () -> {
          stacks().delete(administrator, name, Optional.empty(), retained, false);
          return true;
        });
  }

  private void change(Consumer<AccountIam> change) {
    world.locked(
        () -> {
          change.accept(iam());
          return true;
        });
  }

  private Role role(String name) {
    return world.locked(() -> iam().role(name));
  }

  /** The states a stack goes through, from now until nothing more happens. */
  private List<StackStatus> phases(Stack stack) {
    var seen = new ArrayList<StackStatus>();
    for (var next = Optional.of(clock.instant()); next.isPresent(); next = world.nextDue()) {
      clock.pass(Duration.between(clock.instant(), next.get()));
      var now = world.locked(stack::status);
      if (seen.isEmpty() || seen.getLast() != now) {
        seen.add(now);
      }
    }
    return seen;
  }

  private Stack created() {
    var stack = create(request(SPOKE));
    phases(stack);
    return stack;
  }

  private static String firstFailure(Stack stack) {
    return stack.events().reversed().stream()
        .filter(event -> event.status().endsWith("_FAILED"))
        .findFirst()
        .map(event -> event.logicalId() + " " + event.status() + " " + event.reason())
        .orElse("none");
  }

  @Test
  void aStackIsCreatedInItsTimeAndNotBefore() {
    var stack = create(request(SPOKE));
    clock.pass(Duration.ofMillis(1_999));
    assertThat(world.locked(stack::status)).isEqualTo(StackStatus.CREATE_IN_PROGRESS);

    clock.pass(Duration.ofMillis(1));

    assertThat(world.locked(stack::status)).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(stack.outputs())
        .containsEntry("Arn", "arn:aws:iam::" + MEMBER + ":role/security/spoke-001");
    assertThat(stack.lastUpdated()).isEmpty();
    assertThat(role("spoke-001").spec().tags()).containsEntry("release", "one");
  }

  @Test
  void aNameThatIsTakenRollsTheCreationBackAndLeavesTheOtherRole() {
    var foreign =
        world.createRole(MEMBER, RoleSpec.of("Spoke-001", Worlds.trustingAccount(MEMBER)));

    var stack = create(request(SPOKE));

    assertThat(phases(stack))
        .containsExactly(
            StackStatus.CREATE_IN_PROGRESS,
            StackStatus.ROLLBACK_IN_PROGRESS,
            StackStatus.ROLLBACK_COMPLETE);
    assertThat(firstFailure(stack))
        .startsWith(
            "Spoke CREATE_FAILED Resource handler returned message: \"Role with name"
                + " spoke-001 already exists. (Service: Iam, Status Code: 409,")
        .endsWith("HandlerErrorCode: AlreadyExists)");
    assertThat(role("spoke-001")).isEqualTo(foreign);
    assertThatThrownBy(() -> update(request(SPOKE, "iam:List*", "two")))
        .hasMessage(
            "Stack:" + stack.id() + " is in ROLLBACK_COMPLETE state and can not be updated.");
    assertThat(stack.everComplete()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aFailedCreationEndsAsItWasAskedTo(OnFailure onFailure) {
    world.createRole(MEMBER, RoleSpec.of("spoke-001", Worlds.trustingAccount(MEMBER)));

    var stack = create(request(SPOKE).failing(onFailure));

    assertThat(phases(stack).getLast())
        .isEqualTo(
            switch (onFailure) {
              case DO_NOTHING -> StackStatus.CREATE_FAILED;
              case ROLLBACK -> StackStatus.ROLLBACK_COMPLETE;
              case DELETE -> StackStatus.DELETE_COMPLETE;
            });
  }

  @Test
  void resourcesAreMadeWithTheCallersPermissions() {
    world.createRole(
        MEMBER,
        RoleSpec.of("Weak", Worlds.trustingAccount(MEMBER))
            .allowing(
                "weak", Worlds.allowing("cloudformation:*", "iam:CreateRole", "iam:TagRole")));
    var weak = world.issue("arn:aws:iam::" + MEMBER + ":role/Weak", "weak", Duration.ofHours(1));

    var stack = world.locked(() -> stacks().create(weak, request(SPOKE)));

    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(firstFailure(stack))
        .contains(
            "User: arn:aws:sts::"
                + MEMBER
                + ":assumed-role/Weak/weak is not authorized to perform: iam:PutRolePolicy on"
                + " resource: arn:aws:iam::"
                + MEMBER
                + ":role/security/spoke-001 because no identity-based policy allows the"
                + " iam:PutRolePolicy action");
  }

  @Test
  void aTrustPolicyThatNamesAMissingRoleFailsTheStack() {
    var missing = "\"arn:aws:iam::222222222222:role/security/hub-001\"";
    var stack = create(request(ROLE.formatted("spoke-001", "/", missing)));

    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(firstFailure(stack)).contains("Invalid principal in policy: \"AWS\":");
  }

  @Test
  void anUpdateChangesTheRoleInPlace() {
    var stack = created();
    var before = role("spoke-001");

    update(request(SPOKE, "iam:List*", "two"));

    assertThat(phases(stack))
        .containsExactly(
            StackStatus.UPDATE_IN_PROGRESS,
            StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
            StackStatus.UPDATE_COMPLETE);
    assertThat(role("spoke-001").uniqueId()).isEqualTo(before.uniqueId());
    assertThat(role("spoke-001").spec().inline().get("spoke").text()).contains("iam:List*");
    assertThat(role("spoke-001").spec().tags()).containsEntry("release", "two");
    assertThat(stack.lastUpdated()).isPresent();
    assertThat(clock.instant()).isEqualTo(stack.lastUpdated().get().plusSeconds(2));
  }

  @Test
  void theSameAgainIsNoUpdateEvenWhereSomebodyChangedTheRoleByHand() {
    created();
    change(iam -> iam.putPolicy("spoke-001", "spoke", Worlds.allowing("iam:*")));

    assertThatThrownBy(() -> update(request(SPOKE)))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("ValidationError"))
        .hasMessage("No updates are to be performed.");
  }

  @Test
  void aBusyStackIsNotUpdated() {
    var stack = create(request(SPOKE));

    assertThatThrownBy(() -> update(request(SPOKE, "iam:List*", "two")))
        .hasMessage(
            "Stack:" + stack.id() + " is in CREATE_IN_PROGRESS state and can not be updated.");
  }

  @Test
  void aFailedUpdateIsTakenBack() {
    var stack = created();
    var before = role("spoke-001").spec();
    var broken =
        ROLE.formatted(
            "spoke-001", "/security/", "\"arn:aws:iam::222222222222:role/security/hub-001\"");

    update(request(broken, "iam:List*", "two"));

    assertThat(phases(stack))
        .containsExactly(
            StackStatus.UPDATE_IN_PROGRESS,
            StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
            StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
            StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(role("spoke-001").spec()).isEqualTo(before);
    assertThat(stack.definition().tags()).containsEntry("release", "one");
    update(request(SPOKE, "iam:List*", "three"));
    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.UPDATE_COMPLETE);
  }

  @Test
  void aRollbackThatIsStuckGoesOnWithoutTheResource() {
    var stack = created();
    change(
        iam -> {
          iam.deletePolicy("spoke-001", "spoke");
          iam.delete("spoke-001");
        });
    update(request(SPOKE, "iam:List*", "two"));
    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.UPDATE_ROLLBACK_FAILED);

    world.locked(
        () -> {
          stacks().continueRollback(administrator, NAME, Optional.empty(), Set.of("Spoke"));
          return true;
        });

    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
  }

  @Test
  void anotherNameReplacesTheRoleWithOneOfAnotherUniqueId() {
    var stack = created();
    var before = role("spoke-001");

    update(request(ROLE.formatted("spoke-002", "/security/", "\"222222222222\"")));

    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(role("spoke-002").uniqueId()).isNotEqualTo(before.uniqueId());
    assertThat(world.locked(() -> iam().find("spoke-001"))).isEmpty();
    assertThat(stack.outputs().get("Arn")).endsWith("spoke-002");
  }

  @Test
  void anotherPathUnderTheSameNameIsRefusedAndTakenBack() {
    var stack = created();

    update(request(ROLE.formatted("spoke-001", "/other/", "\"222222222222\"")));

    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(firstFailure(stack))
        .contains(
            "CloudFormation cannot update a stack when a custom-named resource requires replacing."
                + " Rename spoke-001 and update the stack again.");
  }

  @Test
  void aDeletedStackIsFoundByItsIdOnly() {
    var stack = created();

    delete(NAME, Set.of());

    assertThat(phases(stack))
        .containsExactly(StackStatus.DELETE_IN_PROGRESS, StackStatus.DELETE_COMPLETE);
    assertThat(world.locked(() -> iam().find("spoke-001"))).isEmpty();
    assertThatThrownBy(() -> world.locked(() -> stacks().stack(NAME)))
        .hasMessage("Stack with id " + NAME + " does not exist");
    assertThat(world.locked(() -> stacks().stack(stack.id()))).isEqualTo(stack);
    assertThat(created().id()).isNotEqualTo(stack.id());
  }

  @Test
  void aRoleWithAPolicyFromElsewhereStopsTheDeletionUntilItIsRetained() {
    var stack = created();
    change(iam -> iam.attach("spoke-001", "arn:aws:iam::aws:policy/ReadOnlyAccess"));

    delete(NAME, Set.of());
    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.DELETE_FAILED);
    assertThat(firstFailure(stack)).contains("Cannot delete entity, must detach all policies");
    delete(NAME, Set.of("Spoke"));

    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(role("spoke-001").name()).isEqualTo("spoke-001");
  }

  @Test
  void aProtectedStackIsNotDeleted() {
    created();
    world.locked(() -> stacks().protect(NAME, true));

    assertThatThrownBy(() -> delete(NAME, Set.of()))
        .hasMessage(
            "Stack [" + NAME + "] cannot be deleted while TerminationProtection is enabled");
  }

  @Test
  void aRequestRepeatedUnderItsTokenDoesNothingAndAnotherUnderItIsRefused() {
    var stack = create(request(SPOKE).under("token"));

    assertThat(create(request(SPOKE).under("token"))).isSameAs(stack);
    assertThatThrownBy(() -> create(request(SPOKE, "iam:*", "two").under("token")))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> assertThat(error.code()).isEqualTo("TokenAlreadyExistsException"));
    assertThatThrownBy(() -> create(request(SPOKE)))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("AlreadyExistsException"));
    phases(stack);
    assertThat(stack.events()).allSatisfy(event -> assertThat(event.token()).contains("token"));
  }

  @Test
  void aPermissionsBoundaryOfTheSameStackIsMadeFirst() {
    var template =
        """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              RoleName: bounded
              PermissionsBoundary: !Ref Boundary
              AssumeRolePolicyDocument:
                Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {AWS: "222222222222"}}]
          More:
            Type: AWS::IAM::RolePolicy
            Properties:
              RoleName: !Ref Role
              PolicyName: more
              PolicyDocument: {Statement: [{Effect: Allow, Action: "iam:Get*", Resource: "*"}]}
          Boundary:
            Type: AWS::IAM::ManagedPolicy
            Properties:
              PolicyDocument: {Statement: [{Effect: Allow, Action: "*", Resource: "*"}]}
        """;
    var stack = create(request(template));

    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(role("bounded").spec().boundary().orElseThrow())
        .startsWith("arn:aws:iam::" + MEMBER + ":policy/FleetAccess-Spoke-Boundary-");
    assertThat(role("bounded").spec().inline()).containsKey("more");
    delete(NAME, Set.of());
    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(world.locked(() -> iam().policies().own())).isEmpty();
  }

  @Test
  void aChangeSetIsReadyAfterAWhileAndCreatesTheStack() {
    var changeSet =
        world.locked(
            () ->
                stacks().changeSets().create("first", true, ChangeSetMode.plain(), request(SPOKE)));
    assertThat(changeSet.stack().status()).isEqualTo(StackStatus.REVIEW_IN_PROGRESS);
    assertThatThrownBy(
            () ->
                world.locked(
                    () -> {
                      stacks()
                          .changeSets()
                          .execute(administrator, changeSet, Optional.empty(), false);
                      return true;
                    }))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("InvalidChangeSetStatus"));

    clock.pass(Duration.ofSeconds(1));
    world.locked(
        () -> {
          stacks().changeSets().execute(administrator, changeSet, Optional.empty(), false);
          return true;
        });

    assertThat(phases(changeSet.stack()).getLast()).isEqualTo(StackStatus.CREATE_COMPLETE);
  }

  private void execute(ChangeSet changeSet) {
    world.locked(
        () -> {
          stacks().changeSets().execute(administrator, changeSet, Optional.empty(), false);
          return true;
        });
  }

  private ChangeSet ready(String name, boolean creates, ChangeSetMode mode, String template) {
    var changeSet =
        world.locked(() -> stacks().changeSets().create(name, creates, mode, request(template)));
    clock.pass(Duration.ofSeconds(1));
    world.settle();
    return changeSet;
  }

  @Test
  void anImportTakesTheRoleOverAsItIsAndARevertWritesWhatDiffers() {
    var foreign =
        world.createRole(
            MEMBER,
            RoleSpec.of("spoke-001", Worlds.trustingAccount(MEMBER))
                .at("/security/")
                .allowing("own", Worlds.allowing("iam:*"))
                .attaching(List.of("arn:aws:iam::aws:policy/ReadOnlyAccess")));
    var retaining =
        SPOKE.replace(
            "    Type: AWS::IAM::Role",
            "    Type: AWS::IAM::Role\n    DeletionPolicy: RetainExceptOnCreate");

    var adopting = ready("adopt", true, new ChangeSetMode(true, false), retaining);
    execute(adopting);

    var stack = adopting.stack();
    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(role("spoke-001")).isEqualTo(foreign);
    assertThat(stack.resources())
        .extracting(StackResource::status)
        .containsExactly("IMPORT_COMPLETE");
    assertThatThrownBy(() -> update(request(retaining)))
        .hasMessage("No updates are to be performed.");

    execute(ready("revert", false, new ChangeSetMode(false, true), SPOKE));

    assertThat(phases(stack).getLast()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    var mended = role("spoke-001");
    assertThat(mended.uniqueId()).isEqualTo(foreign.uniqueId());
    assertThat(mended.spec().attached()).isEmpty();
    assertThat(mended.spec().inline()).containsOnlyKeys("spoke");
    assertThat(mended.spec().trust().text()).contains("222222222222");
    assertThat(mended.spec().tags()).containsEntry("release", "one");
    assertThat(ready("again", false, new ChangeSetMode(false, true), SPOKE).status())
        .isEqualTo("FAILED");
  }

  @Test
  void aRoleOfAnotherStackIsNotImported() {
    created();
    var request =
        StackRequest.of(
            "Other",
            SPOKE.replace(
                "    Type: AWS::IAM::Role", "    Type: AWS::IAM::Role\n    DeletionPolicy: Retain"),
            Map.of(),
            Map.of());
    var changeSet =
        world.locked(
            () ->
                stacks()
                    .changeSets()
                    .create("adopt", true, new ChangeSetMode(true, false), request));
    clock.pass(Duration.ofSeconds(1));
    execute(changeSet);

    assertThat(phases(changeSet.stack()).getLast()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    assertThat(firstFailure(changeSet.stack())).contains("already exists");
  }
}
