package dev.fleetaccess.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerParserTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TriggerParser parser = new TriggerParser("fleet-access", "main");

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource
  void everySampleEventIsUnderstood(String file, Trigger expected, String reason) {
    assertThat(parser.parse(sample(file))).as(reason).isEqualTo(expected);
  }

  static Stream<Arguments> everySampleEventIsUnderstood() {
    return Stream.of(
        row("create-account-result.succeeded", joined("444455556666"), "an account was created"),
        row(
            "account-joined-organization.shape-unconfirmed",
            joined("777788889999"),
            "an invited account joined; the id is found wherever it stands"),
        row("control-tower.create-managed-account", joined("123456789012"), "one level deeper"),
        row(
            "close-account-result",
            new Trigger.AccountLeft(new AccountId("555555555555")),
            "a closed account is no longer looked after"),
        row(
            "move-account",
            new Trigger.AccountMoved(new AccountId("549271133721")),
            "what it is to have may depend on its unit"),
        row("codecommit.reference-created", new Trigger.Pushed(), "the first push"),
        row("codecommit.reference-updated", new Trigger.Pushed(), "a push"),
        row("codecommit.reference-updated.merge", new Trigger.Pushed(), "a merge by the console"),
        row("schedule", new Trigger.Sweep(false, "schedule"), "the schedule named sweep"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create-account-result.failed",
        "codecommit.reference-deleted",
        "codecommit.reference-updated.other-branch",
        "codecommit.repository-trigger",
        "move-account.refused"
      })
  void eventsThatCallForNothingAreSaidAndIgnored(String file) {
    assertThat(parser.parse(sample(file)))
        .isInstanceOfSatisfying(
            Trigger.Ignored.class, ignored -> assertThat(ignored.reason()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"all\"",
        "{\"key1\":\"value1\",\"key2\":\"value2\",\"key3\":\"value3\"}",
        "{\"rerun\":[]}",
        "{\"rerun\":null}",
        "{\"rerun\":\"everything\"}",
        "{\"rerun\":[\"11112222333\"]}",
        "{\"rerun\":[111122223333]}",
        "{\"rerun\":[\"111122223333\",\"*\"]}",
        "{\"rerun\":true}",
        "{\"sweep\":false}",
        "{\"sweep\":\"true\"}",
        "{\"sweep\":true,\"rerun\":\"all\"}",
        "{\"rerun\":\"all\",\"account\":\"111122223333\"}",
        "{\"rerun\":\"all\",\"dryRun\":\"yes\"}",
        "{\"rerun\":\"all\",\"drift\":\"yes\"}",
        "{\"sweep\":true,\"drift\":1}",
        "{\"heartbeat\":true,\"drift\":true}",
        "{\"drift\":true}",
        "{\"dryRun\":true}",
        "{\"source\":\"aws.s3\",\"detail\":{}}",
        "{\"source\":\"aws.organizations\",\"detail\":{\"eventName\":\"CreateOrganization\"}}",
        "{\"source\":\"aws.organizations\",\"detail\":{\"eventName\":\"AccountJoinedOrganization\"}}",
        "{\"source\":\"aws.organizations\",\"detail\":{\"eventName\":\"CreateAccountResult\","
            + "\"serviceEventDetails\":{\"createAccountStatus\":{\"state\":\"SUCCEEDED\"}}}}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}"
      })
  void whatIsNotUnderstoodIsRefusedAndNeverMeansEveryAccount(String json) {
    assertThat(parser.parse(read(json)))
        .isInstanceOfSatisfying(
            Trigger.Refused.class, refused -> assertThat(refused.reason()).isNotBlank());
  }

  @Test
  void aRerunMayAskForTheLiveRolesToo() {
    assertThat(parser.parse(read("{\"rerun\":\"failed\",\"drift\":true,\"by\":\"ann\"}")))
        .isEqualTo(new Trigger.Compare(new Scope.Failed(), false, "ann"));
    assertThat(parser.parse(read("{\"rerun\":\"failed\",\"drift\":false}")))
        .isEqualTo(new Trigger.Rerun(new Scope.Failed(), false, "hand"));
    assertThat(parser.parse(read("{\"rerun\":[],\"drift\":true}")))
        .isInstanceOf(Trigger.Refused.class);
  }

  @Test
  void aRerunByHandNamesItsAccounts() {
    assertThat(parser.parse(read("{\"rerun\":[\"111122223333\"],\"dryRun\":true,\"by\":\"ann\"}")))
        .isEqualTo(
            new Trigger.Rerun(
                new Scope.Accounts(Set.of(new AccountId("111122223333"))), true, "ann"));
    assertThat(parser.parse(read("{\"rerun\":\"all\"}")))
        .isEqualTo(new Trigger.Rerun(new Scope.Everyone(), false, "hand"));
    assertThat(parser.parse(read("{\"rerun\":\"failed\"}")))
        .isEqualTo(new Trigger.Rerun(new Scope.Failed(), false, "hand"));
  }

  @Test
  void aSweepAndAHeartbeatAreAskedForByHand() {
    assertThat(parser.parse(read("{\"sweep\":true}"))).isEqualTo(new Trigger.Sweep(false, "hand"));
    assertThat(parser.parse(read("{\"sweep\":true,\"drift\":false}")))
        .isEqualTo(new Trigger.Sweep(false, "hand"));
    assertThat(parser.parse(read("{\"sweep\":true,\"drift\":true,\"by\":\"ann\"}")))
        .isEqualTo(new Trigger.SweepAndCompare(false, "ann"));
    assertThat(parser.parse(read("{\"heartbeat\":true}"))).isEqualTo(new Trigger.Heartbeat());
  }

  @Test
  void aRetriedControlTowerCreationIsToldAsAnUpdate() {
    assertThat(
            parser.parse(
                read(
                    "{\"source\":\"aws.controltower\",\"detail\":{\"eventName\":\"UpdateManagedAccount\","
                        + "\"serviceEventDetails\":{\"updateManagedAccountStatus\":{\"account\":"
                        + "{\"accountId\":\"123456789012\"},\"state\":\"SUCCEEDED\"}}}}")))
        .isEqualTo(joined("123456789012"));
  }

  @Test
  void aPushToAnotherRepositoryIsIgnored() {
    assertThat(new TriggerParser("other", "main").parse(sample("codecommit.reference-updated")))
        .isInstanceOf(Trigger.Ignored.class);
  }

  private static Arguments row(String file, Trigger expected, String reason) {
    return Arguments.of(file, expected, reason);
  }

  private static Trigger joined(String id) {
    return new Trigger.AccountJoined(new AccountId(id));
  }

  private static JsonNode sample(String name) {
    try (var in = TriggerParserTest.class.getResourceAsStream("/events/" + name + ".json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
