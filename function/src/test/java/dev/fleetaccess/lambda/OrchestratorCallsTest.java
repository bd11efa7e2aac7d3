package dev.fleetaccess.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.DocumentedMessages;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.RecordingTickQueue;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.trigger.Trigger;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrchestratorCallsTest {
  private static final CommitId COMMIT = new CommitId("3e5983de2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c");
  private static final String ROLLOUT = "release-3e5983de2f1a";

  private final CallsOnFakes functions = new CallsOnFakes(3);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an empty event                      | {}
          the console's hello-world           | {"key1":"value1","key2":"value2","key3":"value3"}
          an event of a service we know not   | {"source":"aws.ec2","detail-type":"EC2 Instance State-change Notification","detail":{}}
          a word for all, misspelt            | {"rerun":"al"}
          no account at all                   | {"rerun":[]}
          an account id that lost its zero    | {"rerun":["11122223333"]}
          an account id as a number           | {"rerun":[111122223333]}
          two orders at once                  | {"rerun":"all","sweep":true}
          an order with something unknown     | {"rerun":"all","force":true}
          a list                              | [{"rerun":"all"}]
          a text                              | "rerun"
          nothing                             | null
          a batch of no message               | {"Records":[]}
          """)
  void whatIsNotUnderstoodIsRefusedWithWhatIsAndTouchesNothing(String reason, String event)
      throws IOException {
    functions.push(COMMIT);

    JsonNode answer = functions.answer(event);

    assertThat(answer.path("status").asText()).as(reason).isEqualTo("refused");
    assertThat(answer.path("message").asText()).isNotBlank();
    assertThat(answer.path("accepted"))
        .extracting(JsonNode::asText)
        .contains(
            "{\"rerun\":\"all\"}",
            "{\"rerun\":[\"111122223333\"]}",
            "{\"rerun\":\"failed\"}",
            "{\"sweep\":true}");
    assertThat(functions.rollouts.everOpened()).isEmpty();
    assertThat(functions.work.sent()).isEmpty();
    assertThat(functions.ticks.sent()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no JSON                      | tick
          no body                      | ``
          of a version to come         | {"version":2,"tick":{"rollout":"release-3e5983de2f1a","step":0}}
          the other queue's message    | {"version":1,"item":{"rollout":"release-3e5983de2f1a"}}
          a step that is no number     | {"version":1,"tick":{"rollout":"release-3e5983de2f1a","step":"0"}}
          """)
  void ofABatchOfTicksOnlyTheBadOneIsDeliveredAgain(String reason, String bad) throws IOException {
    begin();
    RecordingTickQueue.Sent tick = functions.ticks.takeAll().getLast();

    JsonNode answer =
        functions.answer(Batches.json(List.of(stale(), bad, CallsOnFakes.message(tick))));

    assertThat(failures(answer)).as(reason).containsExactly("message-1");
    assertThat(functions.rollouts.find(ROLLOUT).orElseThrow().state())
        .as("the tick behind the bad one was taken")
        .isEqualTo(Rollout.State.RUNNING);
    assertThat(functions.log())
        .filteredOn(line -> line.contains("a tick is delivered again"))
        .singleElement()
        .asString()
        .contains("\"message\":\"a tick is delivered again\"", "message-1");
  }

  @Test
  void aTickWhoseLedgerDoesNotAnswerIsDeliveredAgain() throws IOException {
    begin();
    RecordingTickQueue.Sent tick = functions.ticks.takeAll().getLast();
    functions
        .rollouts
        .faults()
        .next("find", new Failure(Failure.Kind.UNAVAILABLE, "InternalServerError", "try again"));

    assertThat(
            failures(functions.answer(Batches.json(List.of(CallsOnFakes.message(tick), stale())))))
        .containsExactly("message-0");
    assertThat(failures(functions.answer(Batches.json(List.of(CallsOnFakes.message(tick))))))
        .isEmpty();
    assertThat(functions.rollouts.find(ROLLOUT).orElseThrow().state())
        .isEqualTo(Rollout.State.RUNNING);
  }

  @Test
  void aRequestThatLambdaDeliversAgainIsAnsweredAsBeforeAndDoesNothing() throws IOException {
    begin();
    functions.answer(
        Batches.json(List.of(CallsOnFakes.message(functions.ticks.takeAll().getLast()))));
    JsonNode first = functions.answer("{\"rerun\":\"all\"}", "8f1c");
    assertThat(first.path("status").asText()).isEqualTo("started");
    int opened = functions.rollouts.everOpened().size();
    functions.clock.advance(Duration.ofMinutes(1));

    assertThat(functions.answer("{\"rerun\":\"all\"}", "8f1c")).isEqualTo(first);
    assertThat(functions.rollouts.everOpened()).hasSize(opened);
    assertThat(functions.answer("{\"rerun\":\"all\"}", "9a2d").path("rollout"))
        .isNotEqualTo(first.path("rollout"));
  }

  private void begin() throws IOException {
    functions.push(COMMIT);
    JsonNode answer = functions.answer(DocumentedMessages.of("Events").getFirst().json());
    assertThat(answer.path("rollout").asText()).isEqualTo(ROLLOUT);
    assertThat(functions.rollouts.find(ROLLOUT).orElseThrow().state())
        .isEqualTo(Rollout.State.CLAIMING);
  }

  private static String stale() {
    return Messages.write(new Trigger.Tick("release-000000000000", 3));
  }

  private static List<String> failures(JsonNode answer) {
    return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
  }
}
