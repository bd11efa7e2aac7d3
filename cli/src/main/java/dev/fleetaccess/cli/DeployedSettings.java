package dev.fleetaccess.cli;

import dev.fleetaccess.cli.preview.Deployed;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * What the functions of a real organization were deployed with. They are asked once, when it is
 * first needed; where whoever asks may not look, the usual settings stand for it.
 */
final class DeployedSettings {
  private static final String WORKER = "FleetAccess-Worker";

  private final Supplier<LambdaClient> clients;
  private Optional<Map<String, String>> read = Optional.empty();

  DeployedSettings(Supplier<LambdaClient> clients) {
    this.clients = Objects.requireNonNull(clients);
  }

  /** What a rollout's time depends on. */
  Reckoning reckoning() {
    return environment().isEmpty()
        ? new Reckoning(Deployed.USUAL, Reckoning.Origin.USUAL)
        : new Reckoning(Deployed.of(environment()), Reckoning.Origin.DEPLOYED);
  }

  /** Which branch of which repository is rolled out; empty where it cannot be told. */
  RoleSource source() {
    return RoleSource.of(environment());
  }

  private synchronized Map<String, String> environment() {
    if (read.isEmpty()) {
      read = Optional.of(ask());
    }
    return read.get();
  }

  private Map<String, String> ask() {
    try (LambdaClient lambda = clients.get()) {
      return Map.copyOf(
          lambda
              .getFunctionConfiguration(request -> request.functionName(WORKER))
              .environment()
              .variables());
    } catch (SdkException e) {
      return Map.of();
    }
  }
}
