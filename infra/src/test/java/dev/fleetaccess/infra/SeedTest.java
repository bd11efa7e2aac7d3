package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTest {
  private static final String MANIFEST =
      """
      version: 1
      hub: "222222222222"                 # the security account
      region: us-east-1
      access: [OrganizationAccountAccessRole, AWSControlTowerExecution]   # in this order
      stacks:
        - {name: FleetAccess-Hub, in: hub, hub: untouched}
      """;

  @Test
  void theHubIsRenderedAndEverythingElseStaysToTheLetter() {
    assertThat(Seed.render(MANIFEST, SettingsTest.settings(Map.of("hub", "333344445555"))))
        .isEqualTo(
            MANIFEST.replace(
                "hub: \"222222222222\"                 #",
                "hub: \"333344445555\"                 #"));
  }

  @Test
  void withoutAHubTheManifestStaysAsItIs() {
    assertThat(Seed.render(MANIFEST, SettingsTest.settings(Map.of()))).isEqualTo(MANIFEST);
  }

  @Test
  void otherAccessRolesAreRenderedSinceTheManifestMayOrderNoOthers() {
    assertThat(Seed.render(MANIFEST, SettingsTest.settings(Map.of("accessRoles", "Own,Other"))))
        .contains("\naccess: [Own, Other]   # in this order\n");
  }

  @Test
  void inAnotherPartitionTheRoleStacksLiveThereToo() {
    assertThat(Seed.render(MANIFEST, SettingsTest.settings(Map.of("region", "us-gov-west-1"))))
        .contains("\nregion: us-gov-west-1\n");
  }

  @Test
  void aManifestWithoutTheLineIsRefusedInsteadOfSeededWrong() {
    assertThatThrownBy(
            () -> Seed.render("version: 1\n", SettingsTest.settings(Map.of("hub", "333344445555"))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("fleet.yaml has no line 'hub: …'");
  }

  @Test
  void theCopyHasEveryFileAndIsGoneWhenClosed(@TempDir Path templates) throws IOException {
    Files.writeString(templates.resolve("fleet.yaml"), MANIFEST);
    Files.createDirectories(templates.resolve("more"));
    Files.writeString(templates.resolve("more/spoke-role.yaml"), "Resources: {}");
    Path copy;
    try (Seed seed = Seed.of(templates, SettingsTest.settings(Map.of("hub", "333344445555")))) {
      copy = seed.folder();
      assertThat(copy.resolve("fleet.yaml")).content().contains("333344445555");
      assertThat(copy.resolve("more/spoke-role.yaml")).hasContent("Resources: {}");
    }
    assertThat(copy).doesNotExist();
  }

  @Test
  void aMissingFileIsOneLineThatSaysWhatToDo(@TempDir Path empty) {
    assertThatThrownBy(() -> new Inputs(empty.resolve("function.jar"), empty))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageEndingWith(
            "function.jar does not exist. Build it first: mvn -DskipTests package");
    assertThatThrownBy(() -> new Inputs(Path.of("pom.xml"), empty))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(empty + " has no fleet.yaml.");
  }
}
