package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void withoutAnySettingEverythingHasItsUsualName() {
    assertThat(settings(Map.of()))
        .isEqualTo(
            new Settings(
                Optional.empty(),
                Partition.COMMERCIAL,
                "fleet-access",
                "us-east-1",
                "main",
                "us-east-1",
                Settings.USUAL_ACCESS_ROLES,
                Optional.empty(),
                false,
                "fleet-access",
                1,
                75));
  }

  @Test
  void severalAccessRolesAreSeparatedByCommas() {
    assertThat(settings(Map.of("accessRoles", "First, Second")).accessRoles())
        .containsExactly("First", "Second");
  }

  @Test
  void anEmptyValueCountsAsNotGiven() {
    assertThat(settings(Map.of("hub", " ", "email", "")).hub()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} in {2}")
  @CsvSource({
    "us-east-1,      aws,        us-east-1",
    "us-gov-west-1,  aws-us-gov, us-gov-west-1",
    "cn-northwest-1, aws-cn,     cn-northwest-1"
  })
  void eachPartitionHasItsHomeAndEverythingElseStaysThere(
      String region, String partition, String everywhere) {
    Settings settings = settings(Map.of("region", region));

    assertThat(settings.partition().id()).isEqualTo(partition);
    assertThat(settings.region()).isEqualTo(region);
    assertThat(settings.repositoryRegion()).isEqualTo(everywhere);
    assertThat(settings.controlTowerRegion()).isEqualTo(everywhere);
  }

  @ParameterizedTest(name = "{0}={1}: {3}")
  @CsvSource({
    "region,             eu-central-1,     us-east-1 (aws),              Organizations' events"
        + " reach no other region",
    "region,             us-gov-east-1,    us-gov-west-1 (aws-us-gov),   nor another one of"
        + " GovCloud",
    "hub,                12345,            an account id of 12 digits,   too short",
    "hub,                1234-5678-9012,   an account id of 12 digits,   as the console writes it",
    "repository,         a/b,              1 to 100 letters,             CodeCommit allows no"
        + " slash",
    "repositoryRegion,   Frankfurt,        a region such as,             a place is no region",
    "repositoryRegion,   cn-north-1,       not in the partition of,      no event crosses"
        + " partitions",
    "controlTowerRegion, us-gov-west-1,    not in the partition of,      no event crosses"
        + " partitions",
    "branch,             refs/heads/main,  without refs/heads/,          events name the branch"
        + " alone",
    "branch,             a b,              a branch name,                git allows no space",
    "accessRoles,        path/Role,        without its path,             the manifest names roles"
        + " without path",
    "accessRoles,        Good;Bad,         an IAM role name,             semicolons separate"
        + " nothing",
    "email,              nobody,           an e-mail address,            SNS would refuse it in the"
        + " middle of a deployment",
    "trail,              yes,              true or false,                anything else is a guess",
    "table,              a,                3 to 255,                     DynamoDB wants 3"
  })
  void aWrongSettingIsNamedWithItsValueAndWhatIsAllowed(
      String name, String value, String allowed, String reason) {
    assertThatThrownBy(() -> settings(Map.of(name, value)))
        .as(reason)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(name + "=" + value.split(";")[0].split(",")[0])
        .hasMessageContaining(allowed)
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n"));
  }

  static Settings settings(Map<String, String> context) {
    return Settings.from(key -> Optional.ofNullable(context.get(key)));
  }
}
