package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.event.ruler.Ruler;

class EventRulesTest {
  private final SynthesizedTemplate template = TestStacks.main();

  @ParameterizedTest(name = "{0} → {1}: {2}")
  @CsvSource({
    "create-account-result.succeeded,                AccountCreated,      an account that needs its"
        + " spoke",
    "create-account-result.failed,                   '',                  there is no account",
    "account-joined-organization.shape-unconfirmed,  AccountJoinedOrLeft, an account that needs its"
        + " spoke",
    "close-account-result,                           AccountClosed,       it drops out",
    "move-account,                                   AccountMoved,        it may have other"
        + " settings now",
    "move-account.refused,                           '',                  nothing moved",
    "control-tower.create-managed-account,           ControlTowerAccount, its access role exists"
        + " from now on",
    "codecommit.reference-created,                   RepositoryPushed,    the first push to the"
        + " branch",
    "codecommit.reference-updated,                   RepositoryPushed,    a push",
    "codecommit.reference-updated.merge,             RepositoryPushed,    a merge in the console is"
        + " a push",
    "codecommit.reference-updated.other-branch,      '',                  only one branch is rolled"
        + " out",
    "codecommit.reference-deleted,                   '',                  there is no commit",
    "codecommit.repository-trigger,                  '',                  it is no EventBridge"
        + " event",
    "schedule,                                       '',                  another rule's schedule",
    "console.empty,                                  '',                  it is no event",
    "console.hello-world,                            '',                  it is no event"
  })
  void anEventReachesTheOneRuleThatHearsIt(String event, String rule, String reason)
      throws Exception {
    assertThat(hearing(template, TestStacks.event(event)))
        .as(reason)
        .isEqualTo(rule.isEmpty() ? List.of() : List.of("FleetAccess-" + rule));
  }

  @Test
  void anAccountThatLeftIsHeardWhateverTheDetailType() throws Exception {
    JsonNode event = TestStacks.event("account-joined-organization.shape-unconfirmed");
    ((ObjectNode) event.get("detail")).put("eventName", "AccountDepartedOrganization");
    ((ObjectNode) event).put("detail-type", "AWS API Call via CloudTrail");

    assertThat(hearing(template, event)).containsExactly("FleetAccess-AccountJoinedOrLeft");
  }

  @ParameterizedTest(name = "{0} {1}: heard {2}")
  @CsvSource({
    "UpdateManagedAccount, SUCCEEDED, true,  a retried creation is told as an update",
    "UpdateManagedAccount, FAILED,    false, the account may not be there"
  })
  void controlTowersUpdateIsHeardWhenItSucceeded(
      String name, String state, boolean heard, String reason) throws Exception {
    ObjectNode event = (ObjectNode) TestStacks.event("control-tower.create-managed-account");
    ObjectNode detail = (ObjectNode) event.get("detail");
    detail.put("eventName", name);
    ObjectNode status = (ObjectNode) detail.at("/serviceEventDetails/createManagedAccountStatus");
    status.put("state", state);
    detail.putObject("serviceEventDetails").set("updateManagedAccountStatus", status);

    assertThat(hearing(template, event).isEmpty()).as(reason).isNotEqualTo(heard);
  }

  @Test
  void aFailedClosureIsNotHeard() throws Exception {
    JsonNode event = TestStacks.event("close-account-result");
    ((ObjectNode) event.at("/detail/serviceEventDetails/closeAccountStatus"))
        .put("state", "FAILED");

    assertThat(hearing(template, event)).isEmpty();
  }

  @Test
  void anotherRepositoryIsNotHeard() throws Exception {
    ObjectNode event = (ObjectNode) TestStacks.event("codecommit.reference-updated");
    event.putArray("resources").add("arn:aws:codecommit:us-east-1:111122223333:another");

    assertThat(hearing(template, event)).isEmpty();
  }

  @Test
  void theBranchAndTheRepositoryAreSettings() throws Exception {
    SynthesizedTemplate other =
        TestStacks.main(Map.of("branch", "feature/x", "repository", "fleet-access"));

    assertThat(hearing(other, TestStacks.event("codecommit.reference-updated.other-branch")))
        .containsExactly("FleetAccess-RepositoryPushed");
    assertThat(hearing(other, TestStacks.event("codecommit.reference-updated"))).isEmpty();
  }

  @Test
  void everyRuleInvokesTheAliasRetriesAndLosesNothing() {
    assertThat(template.properties("AWS::Events::Rule"))
        .hasSize(7)
        .allSatisfy(
            rule -> {
              assertThat(rule.get("Targets")).hasSize(1);
              JsonNode target = rule.at("/Targets/0");
              JsonNode alias = template.referenced(target.get("Arn"));
              assertThat(alias.get("Type").asText()).isEqualTo("AWS::Lambda::Alias");
              assertThat(
                      template
                          .referenced(alias.at("/Properties/FunctionName"))
                          .at("/Properties/FunctionName")
                          .asText())
                  .isEqualTo("FleetAccess-Orchestrator");
              assertThat(
                      template
                          .referenced(target.at("/DeadLetterConfig/Arn"))
                          .at("/Properties/QueueName")
                          .asText())
                  .isEqualTo("FleetAccess-Events-Dead");
              assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isPositive();
            });
  }

  @Test
  void theHeartbeatComesEveryFiveMinutesWithItsOwnInput() {
    JsonNode rule = template.the("AWS::Events::Rule", "Name", "FleetAccess-Heartbeat");

    assertThat(rule.get("ScheduleExpression").asText()).isEqualTo("rate(5 minutes)");
    assertThat(rule.at("/Targets/0/Input").asText()).isEqualTo("{\"heartbeat\":true}");
  }

  /** The names of the rules that match, by AWS's own matcher. */
  static List<String> hearing(SynthesizedTemplate template, JsonNode event) throws Exception {
    var heard = new TreeMap<String, Boolean>();
    for (JsonNode rule : template.properties("AWS::Events::Rule")) {
      if (rule.has("EventPattern")) {
        String pattern = template.resolved(rule.get("EventPattern")).toString();
        heard.put(rule.get("Name").asText(), Ruler.matchesRule(event.toString(), pattern));
      }
    }
    return heard.keySet().stream().filter(heard::get).toList();
  }
}
