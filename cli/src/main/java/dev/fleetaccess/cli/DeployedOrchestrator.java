package dev.fleetaccess.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The orchestrator of a real organization, invoked as the console's Test button does. */
final class DeployedOrchestrator implements Mender {
  private static final String NAME = "FleetAccess-Orchestrator:live";

  /** One invocation takes two minutes at most. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String region;
  private final Supplier<LambdaClient> clients;

  /** The one in that region. */
  DeployedOrchestrator(String region) {
    this(region, () -> client(region));
  }

  DeployedOrchestrator(String region, Supplier<LambdaClient> clients) {
    this.region = Objects.requireNonNull(region);
    this.clients = Objects.requireNonNull(clients);
  }

  /** Sent once: whoever asks twice for a release gets two. */
  private static LambdaClient client(String region) {
    return LambdaClient.builder()
        .region(Region.of(region))
        .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(PATIENCE))
        .overrideConfiguration(
            options -> options.retryStrategy(strategy -> strategy.maxAttempts(1)))
        .build();
  }

  @Override
  public JsonNode send(String message) {
    try (LambdaClient lambda = clients.get()) {
      InvokeResponse response =
          lambda.invoke(
              request -> request.functionName(NAME).payload(SdkBytes.fromUtf8String(message)));
      JsonNode answer = new ObjectMapper().readTree(response.payload().asUtf8String());
      if (response.functionError() != null) {
        throw new IllegalStateException(
            NAME + " failed, its log says why: " + answer.path("errorMessage").asText());
      }
      return answer;
    } catch (ResourceNotFoundException e) {
      throw new IllegalStateException(
          "there is no "
              + NAME
              + " in "
              + region
              + ": set AWS_REGION, or use the credentials of the management account",
          e);
    } catch (LambdaException e) {
      throw new IllegalStateException(words(e), e);
    } catch (SdkException | JsonProcessingException e) {
      throw new IllegalStateException(NAME + " could not be asked: " + e.getMessage(), e);
    }
  }

  private static String words(LambdaException e) {
    boolean denied = e.statusCode() == 403;
    return NAME
        + " could not be asked: "
        + e.getMessage()
        + (denied ? " (it takes lambda:InvokeFunction on that function, and nothing else)" : "");
  }
}
