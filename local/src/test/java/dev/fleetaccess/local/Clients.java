package dev.fleetaccess.local;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;

/** SDK clients against a local endpoint. */
public final class Clients {
  private Clients() {}

  /** Points a client to an endpoint, signed with an access key, one attempt a call. */
  public static <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, String key) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")))
        .overrideConfiguration(
            settings ->
                settings.retryStrategy(RetryMode.STANDARD).retryStrategy(s -> s.maxAttempts(1)))
        .build();
  }
}
