package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The templates that the project seeds a role repository with are a good release. */
class OwnTemplatesTest {
  private final Release release = SampleReleases.release(SampleReleases.commit('a'));

  @Test
  void nothingIsFoundInThem() {
    var source = SampleReleases.source(SampleReleases.commit('a'), SampleReleases.templates());
    assertThat(ReleaseReader.read(source).findings()).isEmpty();
  }

  @Test
  void theManifestSaysWhatTheDesignPromises() {
    Manifest manifest = release.manifest();
    assertThat(manifest.hub()).isEqualTo(SampleReleases.HUB);
    assertThat(manifest.region()).isEqualTo("us-east-1");
    assertThat(manifest.access())
        .containsExactly("OrganizationAccountAccessRole", "AWSControlTowerExecution");
    assertThat(manifest.rollout())
        .isEqualTo(
            new Manifest.Rollout(
                List.of(Manifest.Wave.EVERYONE),
                new Amount.Percent(20),
                Duration.ZERO,
                new Amount.Percent(5),
                OnHalt.STAY));
    assertThat(manifest.sweep())
        .isEqualTo(
            new Manifest.Sweep(Duration.ofHours(24), Duration.ofDays(7), Duration.ofHours(24)));
    assertThat(manifest.proof()).isTrue();
  }

  @Test
  void eachAccountGetsTheStacksOfItsPlace() {
    assertThat(stacks(SampleReleases.MANAGEMENT)).containsExactly("FleetAccess-OrgReadOnly");
    assertThat(stacks(SampleReleases.HUB)).containsExactly("FleetAccess-Hub", "FleetAccess-Spoke");
    assertThat(stacks(new AccountId("333333333333"))).containsExactly("FleetAccess-Spoke");
  }

  @Test
  void parametersAreFilledInWhereTheTemplateDeclaresThem() {
    assertThat(release.stack("FleetAccess-Hub", SampleReleases.HUB).parameters())
        .containsEntry("HubServices", "lambda.amazonaws.com")
        .containsEntry("ManagementAccountId", "111111111111")
        .containsEntry("OrganizationId", "o-fleetlocal1")
        .containsEntry("WorkerRoleArn", SampleReleases.WORKER_ROLE)
        .doesNotContainKeys("HubAccountId", "HubPrincipals");
    assertThat(release.stack("FleetAccess-OrgReadOnly", SampleReleases.MANAGEMENT).parameters())
        .containsOnlyKeys("HubAccountId", "OrganizationId");
  }

  @Test
  void everyTemplateThatIsNotInTheManifestReadsToo() {
    for (String file : List.of("access-role.yaml", "cloudtrail-lake-read-role.yaml")) {
      var findings = new Findings();
      assertThat(Template.read(file, SampleReleases.templates().get(file), findings)).isPresent();
      assertThat(findings.all()).isEmpty();
    }
  }

  private List<String> stacks(AccountId account) {
    return release.stacksFor(account).stream().map(Manifest.Stack::name).toList();
  }
}
