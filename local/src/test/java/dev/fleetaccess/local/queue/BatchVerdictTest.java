package dev.fleetaccess.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.local.lambda.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchVerdictTest {
  private static final Set<String> BATCH = Set.of("a", "b");

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'batchItemFailures':[]} | '' | an empty list is success",
        "{} | '' | no list is success",
        "null | '' | no answer is success",
        "{'batchItemFailures':null} | '' | a null list is success",
        "{'batchItemFailures':[{'itemIdentifier':'a'}]} | a | what is named has failed",
        "{'batchItemFailures':[{'itemIdentifier':''}]} | a,b | an empty id fails the batch",
        "{'batchItemFailures':[{'itemIdentifier':null}]} | a,b | a null id fails the batch",
        "{'batchItemFailures':[{'itemIdentifier':'z'}]} | a,b | an unknown id fails the batch",
        "{'batchItemFailures':[{'other':'a'}]} | a,b | a wrong key fails the batch",
      })
  void theAnswerIsReadAsLambdaReadsIt(String answer, String failed, String reason) {
    assertThat(BatchVerdict.failed(returned(answer.replace('\'', '"')), BATCH, true))
        .as(reason)
        .isEqualTo(failed.isEmpty() ? Set.of() : Set.of(failed.split(",")));
  }

  @Test
  void anErrorFailsTheBatch() {
    var error = new Answer.Failed("Runtime.ExitError", new byte[0]);
    assertThat(BatchVerdict.failed(error, BATCH, true)).isEqualTo(BATCH);
  }

  @Test
  void withoutPartialFailuresTheAnswerIsNotRead() {
    assertThat(
            BatchVerdict.failed(
                returned("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]}"), BATCH, false))
        .isEmpty();
  }

  private static Answer returned(String text) {
    return new Answer.Returned(text.getBytes(StandardCharsets.UTF_8));
  }
}
