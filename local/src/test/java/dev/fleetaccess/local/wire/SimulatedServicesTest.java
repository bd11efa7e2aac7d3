package dev.fleetaccess.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.local.sim.SettableClock;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.WorldSettings;
import dev.fleetaccess.local.sim.Worlds;
import dev.fleetaccess.local.sim.sts.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccessDeniedException;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountNotFoundException;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.CreateAccountState;
import software.amazon.awssdk.services.organizations.model.InvalidInputException;
import software.amazon.awssdk.services.organizations.model.TooManyRequestsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class SimulatedServicesTest {
  private static final String TEMPLATE =
      """
      {"Description":"A <role> & \\"more\\"","Resources":{"Role":{"Type":"AWS::IAM::Role","Properties":{
        "RoleName":"spoke-001","Path":"/security/",
        "AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
          "Principal":{"AWS":"222222222222"}}]}}}}}\
      """;

  private final SettableClock clock = new SettableClock();
  private final SimulatedOrganization world =
      new SimulatedOrganization(WorldSettings.local(25), clock);
  private final SimulatedEndpoint endpoint = new SimulatedEndpoint(world);
  private final Session administrator = Worlds.administrator(world, Worlds.MANAGEMENT);

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder, String accessKeyId) {
    AwsCredentialsProvider credentials =
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(accessKeyId, "secret", "token"));
    return builder
        .endpointOverride(endpoint.uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, administrator.credentials().accessKeyId());
  }

  /** The key of the access role's session in an account. */
  private String entered(String account) {
    try (var sts = client(StsClient.builder())) {
      return sts.assumeRole(
              request ->
                  request
                      .roleArn("arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole")
                      .roleSessionName("rollout-1"))
          .credentials()
          .accessKeyId();
    }
  }

  @Test
  void theOrganizationIsListedInPagesOfTwenty() {
    try (var organizations = client(OrganizationsClient.builder())) {
      var pages = organizations.listAccountsPaginator().stream().toList();

      assertThat(pages).hasSize(2);
      assertThat(pages.getFirst().accounts()).hasSize(20);
      assertThat(pages.stream().flatMap(page -> page.accounts().stream()))
          .hasSize(26)
          .extracting(Account::state)
          .containsOnly(AccountState.ACTIVE);
      assertThat(organizations.describeOrganization().organization().masterAccountId())
          .isEqualTo(Worlds.MANAGEMENT);
    }
  }

  @Test
  void organizationsErrorsAreTyped() {
    try (var organizations = client(OrganizationsClient.builder())) {
      assertThatThrownBy(
              () -> organizations.describeAccount(request -> request.accountId("999999999999")))
          .isInstanceOf(AccountNotFoundException.class);
      assertThatThrownBy(() -> organizations.listAccounts(request -> request.maxResults(21)))
          .isInstanceOfSatisfying(
              InvalidInputException.class,
              error -> assertThat(error.reasonAsString()).isEqualTo("MAX_VALUE_EXCEEDED"));
      assertThatThrownBy(() -> organizations.listAccounts(request -> request.nextToken("invented")))
          .isInstanceOf(InvalidInputException.class);
      organizations.describeOrganization();
      organizations.describeOrganization();
      assertThatThrownBy(organizations::describeOrganization)
          .isInstanceOf(TooManyRequestsException.class);
    }
    try (var organizations = client(OrganizationsClient.builder(), entered(Worlds.HUB))) {
      assertThatThrownBy(organizations::listAccounts).isInstanceOf(AccessDeniedException.class);
    }
    try (var organizations = client(OrganizationsClient.builder(), "ASIAUNKNOWN")) {
      assertThatThrownBy(organizations::listAccounts)
          .hasMessageContaining("The security token included in the request is invalid.");
    }
  }

  @Test
  void aNewAccountTellsOfItselfAndIsEnteredOnceItIsReady() {
    var events = new ArrayList<String>();
    world.onEvent(events::add);
    try (var organizations = client(OrganizationsClient.builder())) {
      var id =
          organizations
              .createAccount(request -> request.accountName("new").email("new@example.com"))
              .createAccountStatus()
              .id();
      assertThat(events).isEmpty();

      clock.pass(Duration.ofSeconds(1));
      world.settle();

      assertThat(events)
          .anySatisfy(
              event ->
                  assertThat(event)
                      .contains("\"eventName\":\"CreateAccountResult\"", "\"state\":\"SUCCEEDED\""))
          .anySatisfy(
              event ->
                  assertThat(event)
                      .contains("\"eventName\":\"AccountJoinedOrganization\"", "\"Created\""));
      var status =
          organizations
              .describeCreateAccountStatus(request -> request.createAccountRequestId(id))
              .createAccountStatus();
      assertThat(status.state()).isEqualTo(CreateAccountState.SUCCEEDED);
      assertThatThrownBy(() -> entered(status.accountId()))
          .isInstanceOfSatisfying(
              StsException.class,
              error -> {
                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                assertThat(error.statusCode()).isEqualTo(403);
              });

      clock.pass(Duration.ofSeconds(2));

      assertThat(entered(status.accountId())).startsWith("ASIA");
    }
  }

  @Test
  void whoCalledIsToldToAnyKnownKey() {
    try (var sts = client(StsClient.builder())) {
      assertThat(sts.getCallerIdentity().arn()).isEqualTo(administrator.arn());
    }
    try (var sts = client(StsClient.builder(), "ASIAUNKNOWN")) {
      assertThatThrownBy(sts::getCallerIdentity)
          .isInstanceOfSatisfying(
              StsException.class,
              error ->
                  assertThat(error.awsErrorDetails().errorCode())
                      .isEqualTo("InvalidClientTokenId"));
    }
  }

  @Test
  void aStackIsCreatedReadAndRefusedAsTheSdkExpects() {
    try (var stacks = client(CloudFormationClient.builder(), entered(Worlds.MEMBER));
        var iam = client(IamClient.builder(), entered(Worlds.MEMBER))) {
      assertThatThrownBy(() -> stacks.describeStacks(request -> request.stackName("Spoke")))
          .isInstanceOfSatisfying(
              CloudFormationException.class,
              error -> {
                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
                assertThat(error.awsErrorDetails().errorMessage())
                    .isEqualTo("Stack with id Spoke does not exist");
              });
      assertThatThrownBy(
              () ->
                  stacks.createStack(request -> request.stackName("Spoke").templateBody(TEMPLATE)))
          .isInstanceOf(InsufficientCapabilitiesException.class);
      var id =
          stacks
              .createStack(
                  request ->
                      request
                          .stackName("Spoke")
                          .templateBody(TEMPLATE)
                          .clientRequestToken("token-1")
                          .capabilities(Capability.CAPABILITY_NAMED_IAM))
              .stackId();
      assertThatThrownBy(
              () ->
                  stacks.createStack(
                      request ->
                          request
                              .stackName("Spoke")
                              .templateBody(TEMPLATE)
                              .capabilities(Capability.CAPABILITY_NAMED_IAM)))
          .isInstanceOf(AlreadyExistsException.class);

      clock.pass(Duration.ofSeconds(2));

      var stack = stacks.describeStacks(request -> request.stackName("Spoke")).stacks().getFirst();
      assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
      assertThat(stack.stackId()).isEqualTo(id);
      assertThat(stack.description()).isEqualTo("A <role> & \"more\"");
      assertThat(stack.outputs()).isEmpty();
      assertThat(stacks.describeStackEvents(request -> request.stackName(id)).stackEvents())
          .extracting(StackEvent::logicalResourceId, StackEvent::resourceStatusAsString)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("Spoke", "CREATE_COMPLETE"),
              org.assertj.core.groups.Tuple.tuple("Role", "CREATE_COMPLETE"),
              org.assertj.core.groups.Tuple.tuple("Role", "CREATE_IN_PROGRESS"),
              org.assertj.core.groups.Tuple.tuple("Spoke", "CREATE_IN_PROGRESS"));
      assertThat(stacks.getTemplate(request -> request.stackName("Spoke")).templateBody())
          .isEqualTo(TEMPLATE);
      assertThat(iam.getRole(request -> request.roleName("spoke-001")).role().arn())
          .endsWith("role/security/spoke-001");
      assertThatThrownBy(() -> iam.getRole(request -> request.roleName("none")))
          .isInstanceOf(NoSuchEntityException.class);
      assertThatThrownBy(
              () ->
                  stacks.describeChangeSet(
                      request -> request.stackName("Spoke").changeSetName("none")))
          .isInstanceOf(ChangeSetNotFoundException.class);
    }
  }

  @Test
  void aTemplateOverTheQuotaIsRefused() {
    try (var stacks = client(CloudFormationClient.builder(), entered(Worlds.MEMBER))) {
      var long51201 = TEMPLATE + " ".repeat(51_201 - TEMPLATE.length());
      assertThatThrownBy(
              () ->
                  stacks.createStack(
                      request ->
                          request
                              .stackName("Spoke")
                              .templateBody(long51201)
                              .capabilities(Capability.CAPABILITY_NAMED_IAM)))
          .hasMessageContaining("Member must have length less than or equal to 51200");
    }
  }

  @Test
  void aRoleIsBrokenByHandOverTheWire() {
    try (var iam = client(IamClient.builder(), entered(Worlds.MEMBER))) {
      var trust = Worlds.trustingAccount(Worlds.HUB).text();
      iam.createRole(
          request -> request.roleName("one").path("/x/").assumeRolePolicyDocument(trust));
      iam.putRolePolicy(
          request ->
              request
                  .roleName("one")
                  .policyName("all")
                  .policyDocument(Worlds.allowing("*").text()));
      iam.attachRolePolicy(
          request -> request.roleName("one").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));

      assertThat(iam.listRolePolicies(request -> request.roleName("one")).policyNames())
          .isEqualTo(List.of("all"));
      assertThat(
              iam.listAttachedRolePolicies(request -> request.roleName("one"))
                  .attachedPolicies()
                  .getFirst()
                  .policyName())
          .isEqualTo("ReadOnlyAccess");
      assertThat(
              iam.listRolesPaginator(request -> request.pathPrefix("/x/")).roles().stream()
                  .map(role -> role.roleName()))
          .containsExactly("one");
      assertThatThrownBy(() -> iam.deleteRole(request -> request.roleName("one")))
          .hasMessageContaining("Cannot delete entity, must detach all policies first.");
      assertThat(iam.getAccountSummary().summaryMapAsStrings()).containsEntry("Roles", 2);
      assertThatThrownBy(iam::getUser)
          .hasMessageContaining("Must specify userName when calling with non-User credentials");
    }
  }

  @Test
  void whatIsNotSimulatedSaysSo() {
    try (var stacks = client(CloudFormationClient.builder(), entered(Worlds.MEMBER))) {
      assertThatThrownBy(() -> stacks.detectStackDrift(request -> request.stackName("Spoke")))
          .hasMessageContaining("Could not find operation DetectStackDrift");
      assertThatThrownBy(
              () ->
                  stacks.createStack(
                      request ->
                          request.stackName("Spoke").templateURL("https://example.com/t.yaml")))
          .hasMessageContaining("does not have CloudFormation's parameter TemplateURL");
    }
  }

  @Test
  void callsAreCountedByTheAccountTheyAreAbout() {
    try (var stacks = client(CloudFormationClient.builder(), entered(Worlds.MEMBER))) {
      assertThatThrownBy(() -> stacks.describeStacks(request -> request.stackName("Spoke")))
          .isInstanceOf(CloudFormationException.class);
    }

    assertThat(world.calls().of(Worlds.MEMBER, "sts")).containsEntry("AssumeRole", 1L);
    assertThat(world.calls().of(Worlds.MEMBER, "cloudformation"))
        .containsEntry("DescribeStacks", 1L);
    assertThat(world.calls().snapshot().keySet())
        .anySatisfy(
            key -> {
              assertThat(key.operation()).isEqualTo("DescribeStacks");
              assertThat(key.error()).isEqualTo("ValidationError");
              assertThat(key.principal()).endsWith("role/OrganizationAccountAccessRole");
            });
  }
}
