package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolesFolderTest {
  private final RolesFolder roles = new RolesFolder(Path.of("..", "templates"));

  @AfterEach
  void close() {
    roles.close();
  }

  @Test
  void aManifestWithoutTheSpokeIsWholeOtherwise() {
    String before = roles.text("fleet.yaml");

    roles.withoutSpoke();

    String after = roles.text("fleet.yaml");
    assertThat(after).doesNotContain("FleetAccess-Spoke").contains("FleetAccess-OrgReadOnly");
    assertThat(after.substring(after.indexOf("rollout:")))
        .isEqualTo(before.substring(before.indexOf("rollout:")));
  }

  @Test
  void theSpokeIsDeletedOnceItIsTakenOut() {
    roles.removable();

    assertThat(roles.text("fleet.yaml")).contains("onRemove: delete ");
  }
}
