package dev.fleetaccess.aws;

import static dev.fleetaccess.aws.AwsService.CLOUDFORMATION;
import static dev.fleetaccess.aws.AwsService.SQS;
import static dev.fleetaccess.aws.AwsService.STS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Failure.Kind;
import dev.fleetaccess.fleet.RemoteFailure;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.sts.model.StsException;

class AwsFailuresTest {
  private static final String IN_PROGRESS =
      "Stack:arn:aws:cloudformation:us-east-1:111122223333:stack/FleetAccess-Spoke/1 is in"
          + " UPDATE_IN_PROGRESS state and can not be updated.";

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyRow")
  void everyRowOfTheTableIsReached(FailureRow row) {
    AwsService service = row.service().orElse(AwsService.IAM);
    String words = row.words().map(pattern -> sample(pattern.pattern())).orElse("");

    assertThat(AwsFailures.failure(service, row.code(), words).kind()).isEqualTo(row.kind());
    assertThat(row.reason()).isNotBlank();
  }

  static Stream<FailureRow> everyRow() {
    return FailureTable.ROWS.stream();
  }

  @Test
  void aRowForOneServiceSaysNothingAboutAnother() {
    assertThat(AwsFailures.failure(SQS, "InvalidInputException", "").kind())
        .isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void anErrorThatNobodyForesawKeepsItsCodeAndItsWords() {
    AwsServiceException strange =
        with(CloudFormationException.builder(), "NeverSeenException", "never seen", 400);

    assertThat(AwsFailures.failure(CLOUDFORMATION, strange))
        .isEqualTo(new Failure(Kind.UNKNOWN, "NeverSeenException", "never seen"));
  }

  @Test
  void aServerErrorThatNobodyForesawIsTheServicesTrouble() {
    AwsServiceException strange = with(StsException.builder(), "Odd", "odd", 503);

    assertThat(AwsFailures.failure(STS, strange).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void tooManyRequestsByStatusAloneIsAThrottle() {
    AwsServiceException strange = with(StsException.builder(), "Odd", "odd", 429);

    assertThat(AwsFailures.failure(STS, strange).kind()).isEqualTo(Kind.THROTTLED);
  }

  @Test
  void anErrorWithoutDetailsHasAName() {
    var bare = StsException.builder().message("bare").statusCode(400).build();

    assertThat(AwsFailures.failure(STS, (SdkException) bare).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(AwsFailures.failure(STS, (SdkException) bare).code()).isEqualTo("StsException");
  }

  @Test
  void whatNeverReachedTheServiceIsUnavailable() {
    SdkException network = SdkClientException.create("Unable to execute HTTP request");
    SdkException timeout = ApiCallTimeoutException.create(25_000);

    assertThat(AwsFailures.failure(STS, network).kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(AwsFailures.failure(STS, timeout))
        .extracting(Failure::kind, Failure::code)
        .containsExactly(Kind.UNAVAILABLE, "ApiCallTimeoutException");
  }

  @Test
  void aCallThrowsNothingElseOfTheSdk() {
    var denied = (StsException) with(StsException.builder(), "AccessDenied", "no", 403);

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> AwsFailures.call(STS, () -> thrown(denied)))
        .withCause(denied);
    assertThatIllegalStateException()
        .as("a fault of ours is not a failure of the service")
        .isThrownBy(() -> AwsFailures.call(STS, () -> thrown(new IllegalStateException())));
  }

  @Test
  void messagesAreShownWithoutSecretsAndNoise() {
    String encoded = "Encoded authorization failure message: " + "aB3_-x".repeat(100) + " end";

    assertThat(AwsFailures.readable(encoded))
        .isEqualTo("Encoded authorization failure message: (encoded) end");
    assertThat(AwsFailures.readable("key ASIAABCDEFGHIJKLMNOP is unknown"))
        .isEqualTo("key (key id) is unknown");
    assertThat(AwsFailures.readable("words ".repeat(1_000))).hasSize(1_001).endsWith("…");
    assertThat(AwsFailures.readable(null)).isEmpty();
    assertThat(AwsFailures.readable(IN_PROGRESS)).isEqualTo(IN_PROGRESS);
  }

  static AwsServiceException with(
      AwsServiceException.Builder exception, String code, String message, int status) {
    return exception
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .statusCode(status)
        .build();
  }

  /** Words that a pattern of the table finds. */
  private static String sample(String pattern) {
    return Optional.of(pattern)
        .map(text -> text.replace("(service|resource)", "service"))
        .map(text -> text.replace("[A-Z_]+", "UPDATE_IN_PROGRESS"))
        .map(text -> text.replace("^Stack (with id \\S+|\\[\\S+]|:?\\S+)", "Stack [x]"))
        .map(text -> text.split("\\|")[0])
        .orElseThrow();
  }

  private static Object thrown(RuntimeException exception) {
    throw exception;
  }
}
