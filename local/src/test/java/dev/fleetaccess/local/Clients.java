package dev.fleetaccess.local;

import dev.fleetaccess.local.lambda.Session;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;

/** SDK clients against a local endpoint. */
public final class Clients {
  private Clients() {}

  /** A client signed with an access key, one attempt a call. */
  public static <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, String key) {
    return client(builder, endpoint, AwsBasicCredentials.create(key, "secret"));
  }

  /** A client signed with a session, one attempt a call. */
  public static <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, Session session) {
    return client(
        builder,
        endpoint,
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
  }

  private static <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, AwsCredentials credentials) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(
            settings ->
                settings.retryStrategy(RetryMode.STANDARD).retryStrategy(s -> s.maxAttempts(1)))
        .build();
  }
}
