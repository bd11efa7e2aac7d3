package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.fleetaccess.cli.preview.Deployed;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

class DeployedSettingsTest {
  private final LambdaClient lambda = mock(LambdaClient.class);
  private final DeployedSettings settings = new DeployedSettings(() -> lambda);

  @Test
  void theBranchThatIsRolledOutIsTheOneThatWasDeployed() {
    when(lambda.getFunctionConfiguration(anyRequest()))
        .thenReturn(
            GetFunctionConfigurationResponse.builder()
                .environment(
                    environment ->
                        environment.variables(
                            Map.of(
                                "FLEET_REPOSITORY", "roles",
                                "FLEET_REPOSITORY_REGION", "eu-central-1",
                                "FLEET_BRANCH", "prod",
                                "FLEET_LOOK_AFTER", "PT30S",
                                "FLEET_RATE_SHARE", "50")))
                .build());

    assertThat(settings.source()).isEqualTo(new RoleSource("roles", "eu-central-1", "prod"));
    assertThat(settings.reckoning().settings().lookAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.reckoning().origin()).isEqualTo(Reckoning.Origin.DEPLOYED);
    verify(lambda, times(1)).getFunctionConfiguration(anyRequest());
  }

  @Test
  void whereNobodyMayLookTheUsualSettingsStandForIt() {
    when(lambda.getFunctionConfiguration(anyRequest()))
        .thenThrow(LambdaException.builder().message("not authorized").build());

    assertThat(settings.source()).isEqualTo(RoleSource.OWN);
    assertThat(settings.reckoning())
        .isEqualTo(new Reckoning(Deployed.USUAL, Reckoning.Origin.USUAL));
  }

  @Test
  void whatIsSaidCountsBeforeWhatIsDeployed() {
    var deployed = new RoleSource("roles", "eu-central-1", "prod");

    assertThat(new RoleSource("", "", "trial").or(deployed))
        .isEqualTo(new RoleSource("roles", "eu-central-1", "trial"));
    assertThat(RoleSource.OWN.or(deployed)).isEqualTo(deployed);
  }

  private static Consumer<GetFunctionConfigurationRequest.Builder> anyRequest() {
    return any();
  }
}
