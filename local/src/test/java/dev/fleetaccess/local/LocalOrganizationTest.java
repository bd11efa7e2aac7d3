package dev.fleetaccess.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.blueprint.IncompleteTemplate;
import dev.fleetaccess.local.endpoint.PortInUse;
import dev.fleetaccess.local.lambda.Session;
import dev.fleetaccess.local.lambda.TryFunctions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

class LocalOrganizationTest {
  private static final String ROLE = "arn:aws:iam::111111111111:role/";
  private static final Map<String, AttributeValue> ITEM =
      Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));

  @TempDir static Path folder;
  private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> NOTICES = new LinkedBlockingQueue<>();
  private static LocalSettings settings;
  private static LocalOrganization local;

  @BeforeAll
  static void start() throws Exception {
    Path template = folder.resolve("sample.template.json");
    try (var in = LocalOrganizationTest.class.getResourceAsStream("sample.template.json")) {
      Files.copy(in, template);
    }
    settings = LocalSettings.of(3, template, TryFunctions.pack(folder)).onPort(0);
    local = LocalOrganization.start(settings, new Recorder());
  }

  @AfterAll
  static void stop() {
    List<ProcessHandle> processes = local.processes();
    local.close();
    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(LINES).as("nobody is told of what we end").noneMatch(line -> line.contains("ended"));
  }

  @Test
  void aPushedFolderReachesTheOrchestratorByItsRule() throws Exception {
    Path roles = Files.createDirectories(folder.resolve("roles"));
    Files.writeString(roles.resolve("fleet.yaml"), "version: 1\n");
    String commit = local.push(roles, "first");
    await(EVENTS, "aws.codecommit [FleetAccess-RepositoryPushed]");
    await(LINES, commit);
  }

  @Test
  void anAccountThatIsCreatedReachesTheOrchestratorByItsRule() throws Exception {
    local.createAccount("new", "new@accounts.example.com");
    await(EVENTS, "aws.organizations [FleetAccess-AccountCreated]");
    await(LINES, "CreateAccountResult");
  }

  @Test
  void theOrchestratorAnswersWhoInvokesItByHand() {
    assertThat(local.invoke("{\"sweep\":true}").text()).isEqualTo("{\"sweep\":true}");
    assertThat(local.invoke("\"environment:FLEET_LOOK_AFTER\"").text()).isEqualTo("PT2S");
    assertThat(NOTICES).anyMatch(notice -> notice.contains("FLEET_LOOK_AFTER is PT2S here, PT30S"));
  }

  @Test
  void aFunctionMayDoWhatItsRoleMayAndNoMore() {
    Session session = local.openAsLambda(ROLE + "FleetAccess-Orchestrator");
    var table = Clients.client(DynamoDbClient.builder(), local.endpoint(), session);
    table.putItem(r -> r.tableName("fleet-access").item(ITEM));
    assertThatThrownBy(() -> table.getItem(r -> r.tableName("fleet-access").key(ITEM)))
        .hasMessageContaining(
            "assumed-role/FleetAccess-Orchestrator/local is not authorized to perform:"
                + " dynamodb:GetItem on resource:"
                + " arn:aws:dynamodb:us-east-1:111111111111:table/fleet-access");
    var queues = Clients.client(SqsClient.builder(), local.endpoint(), session);
    String url = queues.getQueueUrl(r -> r.queueName("FleetAccess-Work")).queueUrl();
    queues.sendMessage(r -> r.queueUrl(url).messageBody("good"));
    assertThatThrownBy(() -> queues.purgeQueue(r -> r.queueUrl(url)))
        .hasMessageContaining("sqs:PurgeQueue");
  }

  @Test
  void anAdministratorOfAnotherAccountMayNotUseOurParts() {
    Session session = local.issue("arn:aws:iam::222222222222:role/OrganizationAccountAccessRole");
    assertThatThrownBy(
            () ->
                Clients.client(DynamoDbClient.builder(), local.endpoint(), session)
                    .putItem(r -> r.tableName("fleet-access").item(ITEM)))
        .hasMessageContaining(
            "because no resource-based policy allows the dynamodb:PutItem action");
  }

  @Test
  void theAdministratorSeesTheOrganization() {
    Session session = local.administratorSession();
    var identity =
        Clients.client(StsClient.builder(), local.endpoint(), session).getCallerIdentity();
    assertThat(identity.account()).isEqualTo("111111111111");
    var accounts =
        Clients.client(OrganizationsClient.builder(), local.endpoint(), session).listAccounts();
    assertThat(accounts.accounts()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(local.calls()).containsKey("organizations:ListAccounts");
  }

  @Test
  void whoWatchesForMoreThanAnHourIsNotTurnedAway() {
    Instant tomorrow = local.administratorSession().expiration().plus(Duration.ofDays(1));

    assertThat(local.watchingSession().expiration()).isAfter(tomorrow);
  }

  @Test
  void theAdministratorOfAMemberAccountMayChangeItsRoles() {
    Session session = local.administratorSession("222222222222");
    var identity =
        Clients.client(StsClient.builder(), local.endpoint(), session).getCallerIdentity();
    assertThat(identity.account()).isEqualTo("222222222222");
    assertThatThrownBy(() -> local.administratorSession("999999999999"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no account 999999999999 has a role OrganizationAccountAccessRole");
  }

  @Test
  void theDeployerIsMadeWithItsTrustAndBoundary() {
    var deployer =
        local
            .world()
            .locked(() -> local.world().iam().account("111111111111").role("FleetAccess-Deployer"));
    assertThat(deployer.spec().boundary())
        .contains("arn:aws:iam::111111111111:policy/FleetAccess-Boundary");
  }

  @Test
  void whatIsMissingIsOneClearLine() {
    assertThatThrownBy(
            () ->
                LocalOrganization.start(
                    settings.onPort(local.endpoint().getPort()), LocalListener.SILENT))
        .isInstanceOf(PortInUse.class);
    Path none = folder.resolve("none");
    assertThatThrownBy(
            () ->
                LocalOrganization.start(
                    LocalSettings.of(1, none, settings.functionJar()).onPort(0),
                    LocalListener.SILENT))
        .isInstanceOf(IncompleteTemplate.class);
    assertThatThrownBy(
            () ->
                LocalOrganization.start(
                    LocalSettings.of(1, settings.template(), none).onPort(0), LocalListener.SILENT))
        .hasMessageContaining("build the function module first");
  }

  private static void await(BlockingQueue<String> queue, String part) throws InterruptedException {
    String found = queue.poll(60, TimeUnit.SECONDS);
    while (found != null && !found.contains(part)) {
      found = queue.poll(60, TimeUnit.SECONDS);
    }
    assertThat(found).as(part).isNotNull();
  }

  private static final class Recorder implements LocalListener {
    @Override
    public void event(JsonNode event, List<String> rules) {
      EVENTS.add(event.path("source").asText() + " " + rules);
    }

    @Override
    public void line(String function, String line) {
      LINES.add(function + ": " + line);
    }

    @Override
    public void notice(String sentence) {
      NOTICES.add(sentence);
    }
  }
}
