package dev.fleetaccess.aws;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of AWS, each built when it is first asked for and then kept; they share their
 * connections.
 *
 * <p>Where they call, in which region and as whom is left to the SDK's own settings. CloudFormation
 * alone is asked for by region, because the manifest says where role stacks live; it calls as the
 * session that each request carries.
 */
public final class AwsClients implements AutoCloseable {
  /**
   * One attempt and one more. What still fails is decided upon by us: a throttle, for one, becomes
   * a later visit instead of a wait that is paid for.
   */
  private static final int ATTEMPTS = 2;

  /** Longer than the slowest answer that is worth having; CreateStack takes a second or two. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(25);

  /** The items of a batch, side by side, all talk to the same few hosts. */
  private static final int CONNECTIONS = 100;

  private final String repositoryRegion;
  private final SdkHttpClient http;
  private final Map<String, SdkClient> clients = new ConcurrentHashMap<>();

  /**
   * @param repositoryRegion the region of the role repository, such as {@code us-east-1}
   */
  public AwsClients(String repositoryRegion) {
    this(
        repositoryRegion,
        ApacheHttpClient.builder()
            .maxConnections(CONNECTIONS)
            .connectionTimeout(Duration.ofSeconds(3))
            .socketTimeout(ATTEMPT_TIMEOUT)
            .build());
  }

  AwsClients(String repositoryRegion, SdkHttpClient http) {
    this.repositoryRegion = repositoryRegion;
    this.http = http;
  }

  AccessAnalyzerClient accessAnalyzer() {
    return kept(
        AccessAnalyzerClient.class, "accessanalyzer", () -> built(AccessAnalyzerClient.builder()));
  }

  OrganizationsClient organizations() {
    return kept(
        OrganizationsClient.class, "organizations", () -> built(OrganizationsClient.builder()));
  }

  StsClient sts() {
    return kept(StsClient.class, "sts", () -> built(StsClient.builder()));
  }

  /** IAM has one region a partition, which the SDK knows from ours. */
  IamClient iam() {
    return kept(
        IamClient.class,
        "iam",
        () ->
            built(IamClient.builder().region(global(sts().serviceClientConfiguration().region()))));
  }

  private static Region global(Region region) {
    return switch (PartitionMetadata.of(region).id()) {
      case "aws" -> Region.AWS_GLOBAL;
      case "aws-cn" -> Region.AWS_CN_GLOBAL;
      case "aws-us-gov" -> Region.AWS_US_GOV_GLOBAL;
      default -> region;
    };
  }

  SqsClient sqs() {
    return kept(SqsClient.class, "sqs", () -> built(SqsClient.builder()));
  }

  SnsClient sns() {
    return kept(SnsClient.class, "sns", () -> built(SnsClient.builder()));
  }

  EventBridgeClient eventBridge() {
    return kept(EventBridgeClient.class, "eventbridge", () -> built(EventBridgeClient.builder()));
  }

  DynamoDbClient dynamoDb() {
    return kept(DynamoDbClient.class, "dynamodb", () -> built(DynamoDbClient.builder()));
  }

  CodeCommitClient codeCommit() {
    return kept(
        CodeCommitClient.class,
        "codecommit",
        () -> built(CodeCommitClient.builder().region(Region.of(repositoryRegion))));
  }

  CloudFormationClient cloudFormation(String region) {
    return kept(
        CloudFormationClient.class,
        "cloudformation " + region,
        () -> built(CloudFormationClient.builder().region(Region.of(region))));
  }

  /** The partition we run in, such as {@code aws} or {@code aws-us-gov}. */
  String partition() {
    return PartitionMetadata.of(sts().serviceClientConfiguration().region()).id();
  }

  @Override
  public void close() {
    clients.values().forEach(SdkClient::close);
    http.close();
  }

  private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C built(B builder) {
    return builder
        .httpClient(http)
        .overrideConfiguration(
            settings ->
                settings
                    .retryStrategy(strategy -> strategy.maxAttempts(ATTEMPTS))
                    .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                    .apiCallTimeout(CALL_TIMEOUT)
                    .addExecutionInterceptor(new CallCount()))
        .build();
  }

  private <C extends SdkClient> C kept(Class<C> type, String name, Supplier<C> client) {
    return type.cast(clients.computeIfAbsent(name, absent -> client.get()));
  }
}
