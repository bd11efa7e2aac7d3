package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.LedgerSamples;
import dev.fleetaccess.ledger.Rollout;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class DynamoRolloutsTest {
  private static final Rollout NEXT =
      LedgerSamples.rollout("release-1").next(LedgerSamples.NOW, LedgerSamples.DUE);

  private final DynamoDbClient client = mock(DynamoDbClient.class);
  private final DynamoRollouts rollouts =
      new DynamoRollouts(new LedgerTable(client, "fleet-access", Runnable::run));

  @Test
  void whoComesLateLoses() {
    when(client.transactWriteItems(anyTransaction()))
        .thenThrow(cancelled("ConditionalCheckFailed", "None"));

    assertThat(rollouts.step(NEXT)).isFalse();
  }

  @Test
  void whoMeetsAnotherWriterTriesOnceMore() {
    when(client.transactWriteItems(anyTransaction()))
        .thenThrow(cancelled("TransactionConflict", "None"))
        .thenReturn(TransactWriteItemsResponse.builder().build());

    assertThat(rollouts.step(NEXT)).isTrue();
  }

  @Test
  void whoMeetsAnotherWriterThatTookTheStepLoses() {
    when(client.transactWriteItems(anyTransaction()))
        .thenThrow(cancelled("None", "TransactionConflict"))
        .thenThrow(cancelled("ConditionalCheckFailed", "None"));

    assertThat(rollouts.step(NEXT)).isFalse();
  }

  @Test
  void whoMeetsOthersAgainAndAgainIsToldSo() {
    when(client.transactWriteItems(anyTransaction()))
        .thenThrow(cancelled("TransactionConflict", "None"));

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> rollouts.step(NEXT))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.CONFLICT));
  }

  private static TransactionCanceledException cancelled(String... codes) {
    String words =
        "Transaction cancelled, please refer cancellation reasons for specific reasons ["
            + String.join(", ", codes)
            + "]";
    return TransactionCanceledException.builder()
        .cancellationReasons(
            Stream.of(codes).map(code -> CancellationReason.builder().code(code).build()).toList())
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("TransactionCanceledException")
                .errorMessage(words)
                .build())
        .build();
  }

  private static Consumer<TransactWriteItemsRequest.Builder> anyTransaction() {
    return any();
  }
}
