package dev.fleetaccess.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Map<String, String> COMPLETE =
      Map.ofEntries(
          Map.entry("FLEET_TABLE", "fleet-access"),
          Map.entry("FLEET_WORK_QUEUE", "https://sqs/work"),
          Map.entry("FLEET_TICK_QUEUE", "https://sqs/tick"),
          Map.entry("FLEET_REPOSITORY", "fleet-access"),
          Map.entry("FLEET_REPOSITORY_REGION", "us-east-1"),
          Map.entry("FLEET_BRANCH", "main"),
          Map.entry("FLEET_ACCESS_ROLES", "OrganizationAccountAccessRole,AWSControlTowerExecution"),
          Map.entry("FLEET_DEPLOYER_ROLE", "FleetAccess-Deployer"),
          Map.entry("FLEET_WORKER_ROLE_ARN", "arn:aws:iam::111111111111:role/FleetAccess-Worker"),
          Map.entry(
              "FLEET_NOTICES_TOPIC", "arn:aws:sns:us-east-1:111111111111:FleetAccess-Notices"),
          Map.entry("FLEET_RATE_SHARE", "75"),
          Map.entry("FLEET_LOOK_AFTER", "PT30S"),
          Map.entry("FLEET_TICK_EVERY", "PT5S"));

  @Test
  void settingsAreReadFromTheEnvironment() {
    Settings settings = Settings.of(COMPLETE);

    assertThat(settings.table()).isEqualTo("fleet-access");
    assertThat(settings.accessRoles())
        .containsExactlyInAnyOrder("OrganizationAccountAccessRole", "AWSControlTowerExecution");
    assertThat(settings.lookAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLEET_TABLE", "FLEET_ACCESS_ROLES", "FLEET_TICK_EVERY"})
  void aMissingVariableIsNamed(String name) {
    var environment = new HashMap<>(COMPLETE);
    environment.remove(name);

    assertThatThrownBy(() -> Settings.of(environment)).hasMessageContaining(name);
  }

  @Test
  void aDurationThatIsNoneIsNamed() {
    var environment = new HashMap<>(COMPLETE);
    environment.put("FLEET_LOOK_AFTER", "30");

    assertThatThrownBy(() -> Settings.of(environment))
        .hasMessageContaining("FLEET_LOOK_AFTER")
        .hasMessageContaining("PT30S");
  }
}
