package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Errors as AWS sends them, read by the SDK's own unmarshalling and named by the table. The first
 * line of each answer says where its shape and its words are documented.
 */
class ErrorsOnTheWireTest {
  private static final Path ANSWERS = Path.of("src", "test", "resources", "answers");

  private final Wire wire = new Wire();

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource({
    "sts-denied, AccessDenied, DENIED, the role is missing or distrusts us",
    "sts-region-disabled, RegionDisabledException, NOT_READY, an account in its first minutes",
    "sts-throttled, Throttling, THROTTLED, a rate",
    "iam-denied-by-policy, AccessDenied, DENIED_BY_CONTROL_POLICY, its words name the policy",
    "iam-limit, LimitExceeded, LIMIT, a quota of the account",
    "iam-gone, NoSuchEntity, CONFLICT, it went away after it was seen",
    "cloudformation-invalid, ValidationError, INVALID, the template is wrong",
    "cloudformation-throttled, Throttling, THROTTLED, a rate",
    "cloudformation-denied, AccessDenied, DENIED, entered but bounded",
    "cloudformation-limit, LimitExceededException, LIMIT, a quota of the account",
    "sqs-no-queue, AWS.SimpleQueueService.NonExistentQueue, UNKNOWN, its older name counts",
    "sqs-throttled, RequestThrottled, THROTTLED, a rate",
    "dynamodb-throttled, ProvisionedThroughputExceededException, THROTTLED, a rate",
    "dynamodb-condition-transaction, TransactionCanceledException, CONFLICT, two writers met",
    "dynamodb-invalid, ValidationException, INVALID, a row too large",
    "organizations-throttled, TooManyRequestsException, THROTTLED, a rate",
    "organizations-invalid, InvalidInputException, INVALID, a page token refused",
    "organizations-denied, AccessDeniedException, DENIED, we are not in the management account",
    "codecommit-gone, CommitDoesNotExistException, INVALID, removed by a forced push",
    "codecommit-key, EncryptionKeyUnavailableException, UNAVAILABLE, the key's trouble"
  })
  void anErrorHasItsNameAndItsWords(String answer, String code, Failure.Kind kind, String reason)
      throws IOException {
    String body = answers(answer);

    RemoteFailure thrown = catchThrowableOfType(RemoteFailure.class, () -> call(answer));

    assertThat(thrown.failure().code()).isEqualTo(code);
    assertThat(thrown.failure().kind()).as(reason).isEqualTo(kind);
    assertThat(thrown.failure().message()).isNotBlank();
    assertThat(body).contains(thrown.failure().message());
  }

  private void call(String answer) {
    switch (answer.substring(0, answer.indexOf('-'))) {
      case "sts" -> {
        StsClient sts = with(StsClient.builder());
        AwsFailures.call(
            AwsService.STS, () -> sts.assumeRole(r -> r.roleArn("arn").roleSessionName("work")));
      }
      case "iam" -> {
        IamClient iam = with(IamClient.builder());
        AwsFailures.call(AwsService.IAM, () -> iam.getRole(r -> r.roleName("spoke-001")));
      }
      case "cloudformation" -> {
        CloudFormationClient stacks = with(CloudFormationClient.builder());
        AwsFailures.call(
            AwsService.CLOUDFORMATION, () -> stacks.createStack(r -> r.stackName("Stack")));
      }
      case "sqs" -> {
        SqsClient sqs = with(SqsClient.builder());
        AwsFailures.call(
            AwsService.SQS,
            () -> sqs.sendMessage(r -> r.queueUrl("https://queue.example/q").messageBody("{}")));
      }
      case "dynamodb" -> {
        DynamoDbClient table = with(DynamoDbClient.builder());
        AwsFailures.call(
            AwsService.DYNAMODB, () -> table.transactWriteItems(r -> r.clientRequestToken("one")));
      }
      case "organizations" -> {
        OrganizationsClient organizations = with(OrganizationsClient.builder());
        AwsFailures.call(AwsService.ORGANIZATIONS, () -> organizations.listAccounts());
      }
      case "codecommit" -> {
        CodeCommitClient repository = with(CodeCommitClient.builder());
        AwsFailures.call(
            AwsService.CODECOMMIT,
            () -> repository.getFile(r -> r.repositoryName("roles").filePath("fleet.yaml")));
      }
      default -> throw new IllegalArgumentException("no service is called for " + answer);
    }
  }

  private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C with(B builder) {
    return builder
        .httpClient(wire)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret")))
        .overrideConfiguration(
            settings -> settings.retryStrategy(strategy -> strategy.maxAttempts(1)))
        .build();
  }

  /** Puts the answer on the wire, and tells its body. */
  private String answers(String name) throws IOException {
    List<String> lines = Files.readAllLines(ANSWERS.resolve(name + ".http"));
    assertThat(lines.getFirst()).startsWith("# https://");
    int blank = lines.indexOf("");
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header : lines.subList(2, blank)) {
      headers.put(header.split(": ")[0], header.split(": ")[1]);
    }
    String body = String.join("\n", lines.subList(blank + 1, lines.size()));
    wire.answers(Integer.parseInt(lines.get(1).split(" ")[1]), headers, body);
    return body;
  }
}
