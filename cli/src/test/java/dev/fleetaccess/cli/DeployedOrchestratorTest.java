package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

class DeployedOrchestratorTest {
  private final LambdaClient lambda = mock(LambdaClient.class);
  private final DeployedOrchestrator orchestrator =
      new DeployedOrchestrator("us-east-1", () -> lambda);

  @Test
  void itIsAskedByItsAliasAndItsAnswerComesBack() {
    answers(InvokeResponse.builder().payload(json("{\"status\":\"started\"}")).build());

    assertThat(orchestrator.send("{\"halt\":true}").path("status").asText()).isEqualTo("started");

    ArgumentCaptor<Consumer<InvokeRequest.Builder>> sent = ArgumentCaptor.captor();
    verify(lambda).invoke(sent.capture());
    var request = InvokeRequest.builder();
    sent.getValue().accept(request);
    assertThat(request.build().functionName()).isEqualTo("FleetAccess-Orchestrator:live");
    assertThat(request.build().payload().asUtf8String()).isEqualTo("{\"halt\":true}");
  }

  @Test
  void aFunctionThatFailedGaveNoAnswer() {
    answers(
        InvokeResponse.builder()
            .functionError("Unhandled")
            .payload(json("{\"errorMessage\":\"no table\"}"))
            .build());

    assertThatThrownBy(() -> orchestrator.send("{}"))
        .hasMessage("FleetAccess-Orchestrator:live failed, its log says why: no table");
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of(
            ResourceNotFoundException.builder().message("not found").build(),
            "there is no FleetAccess-Orchestrator:live in us-east-1: set AWS_REGION"),
        Arguments.of(
            LambdaException.builder().statusCode(403).message("not for you").build(),
            "not for you (it takes lambda:InvokeFunction on that function"),
        Arguments.of(
            LambdaException.builder().statusCode(429).message("slow down").build(),
            "FleetAccess-Orchestrator:live could not be asked: slow down"),
        Arguments.of(
            SdkClientException.create("no network"),
            "FleetAccess-Orchestrator:live could not be asked: no network"));
  }

  @ParameterizedTest(name = "{1}")
  @SuppressWarnings("unchecked")
  @MethodSource("troubles")
  void whatKeepsItFromBeingAskedIsSaidInWords(RuntimeException trouble, String words) {
    when(lambda.invoke(any(Consumer.class))).thenThrow(trouble);

    assertThatThrownBy(() -> orchestrator.send("{}")).hasMessageContaining(words);
  }

  @SuppressWarnings("unchecked")
  private void answers(InvokeResponse response) {
    when(lambda.invoke(any(Consumer.class))).thenReturn(response);
  }

  private static SdkBytes json(String text) {
    return SdkBytes.fromUtf8String(text);
  }
}
