package dev.fleetaccess.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.CoverageCount;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.LedgerSamples;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonJournalTest {
  private static final CommitId COMMIT = new CommitId("3e5983de2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c");

  private final CallsOnFakes functions = new CallsOnFakes(3);

  @Test
  void anOutcomeIsOneLineWithRolloutAccountStackAndFirstCauseHoweverTheCauseIsWritten() {
    String cause =
        "Resource handler said:\r\n\t\"no\" \\ {\"a\": 1}\u2028\u0000 – nein \uD83D\uDE00";
    var failure = new Failure(Failure.Kind.ROLLED_BACK, "AlreadyExists", cause);

    functions.journal.visited(failed(failure));

    JsonNode line = only();
    assertThat(line.path("rollout").asText()).isEqualTo("release-1");
    assertThat(line.path("account").asText()).isEqualTo("300000000001");
    assertThat(line.path("stack").asText()).isEqualTo("FleetAccess-Spoke");
    assertThat(line.path("cause").asText()).isEqualTo(cause);
    assertThat(line.path("next").asText()).isEqualTo(failure.kind().nextStep());
    assertThat(line.path("level").asText()).isEqualTo("WARN");
  }

  @Test
  void anOutcomeSaysTheseThingsAndNothingElse() {
    var failure = new Failure(Failure.Kind.DENIED, "AccessDenied", "not authorized");

    functions.journal.visited(failed(failure));

    assertThat(only().properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "level",
            "happening",
            "rollout",
            "release",
            "account",
            "stack",
            "state",
            "visit",
            "calls",
            "note",
            "kind",
            "code",
            "cause",
            "next");
  }

  @Test
  void everythingElseIsOneLineToo() {
    functions.journal.rollout("release-1", "first\nsecond");
    functions.journal.warning("first\nsecond", Map.of("why", "third\nfourth"));
    functions.journal.answered("first\nsecond", "{\"message\":\"third\"}");

    assertThat(functions.log())
        .hasSize(3)
        .allSatisfy(line -> assertThat(read(line).isObject()).isTrue());
  }

  @Test
  void aWholeRolloutLogsLinesOfJsonAndNothingThatAParameterHolds() throws IOException {
    functions.spokeItems(COMMIT);

    assertThat(functions.log())
        .hasSizeGreaterThan(3)
        .allSatisfy(line -> assertThat(read(line).path("happening").asText()).isNotEmpty())
        .as("the value of the parameter HubServices in the manifest")
        .noneMatch(line -> line.contains("lambda.amazonaws.com"));
  }

  @Test
  void whatIsCountedBecomesMetrics() {
    var count =
        new CoverageCount(
            Pointers.NONE.withCandidate(new Pointers.Pointer(LedgerSamples.RELEASE, "release-1")),
            holding -> true);
    count.add(
        LedgerSamples.holding(LedgerSamples.account(1), "FleetAccess-Spoke")
            .but()
            .release(Optional.of(LedgerSamples.RELEASE))
            .applied(Optional.of(new Applied(new Digest("0".repeat(64)), "arn", LedgerSamples.NOW)))
            .done());
    count.add(LedgerSamples.holding(LedgerSamples.account(2), "FleetAccess-Spoke"));

    functions.journal.counted(count);

    JsonNode line = only();
    assertThat(line.path("AccountsCovered").asInt()).isEqualTo(1);
    assertThat(line.path("AccountsNotCovered").asInt()).isEqualTo(1);
    assertThat(line.path("AccountsNotProven").asInt(-1)).isZero();
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics")).hasSize(3);
  }

  @Test
  void howLongAnAccountThatJoinedHadToWaitIsAMetricInSeconds() {
    Entry entry = LedgerSamples.planned("join-1", LedgerSamples.account(1));

    functions.journal.coveredFirst(entry, Duration.ofSeconds(40));
    functions.journal.provenFirst(entry, Duration.ofSeconds(45));

    assertThat(functions.log())
        .extracting(line -> read(line).at("/_aws/CloudWatchMetrics/0/Metrics/0").toString())
        .containsExactly(
            "{\"Name\":\"JoinToCovered\",\"Unit\":\"Seconds\"}",
            "{\"Name\":\"JoinToProven\",\"Unit\":\"Seconds\"}");
    assertThat(read(functions.log().getFirst()).path("JoinToCovered").asInt()).isEqualTo(40);
  }

  private static Entry failed(Failure failure) {
    return LedgerSamples.planned("release-1", LedgerSamples.account(1))
        .ended(Entry.State.FAILED, failure.code(), Optional.of(failure), 4, LedgerSamples.NOW);
  }

  private JsonNode only() {
    List<String> lines = functions.log();
    assertThat(lines).hasSize(1);
    return read(lines.getFirst());
  }

  private static JsonNode read(String line) {
    try {
      return CallsOnFakes.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }
}
