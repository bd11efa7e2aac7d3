package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
  @TempDir Path folder;

  @Test
  void withoutNodeOneLineSaysSo() {
    assertThatThrownBy(() -> Node.require(Map.of("PATH", folder.toString())))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("Node.js (20 or later) is not on the PATH")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void nodeOnThePathIsEnough() throws IOException {
    Path node = Files.createFile(folder.resolve("node"));
    assertThat(node.toFile().setExecutable(true)).isTrue();

    assertThatCode(() -> Node.require(Map.of("PATH", "/nowhere:" + folder)))
        .doesNotThrowAnyException();
  }

  @Test
  void soIsAProgramNamedForCdkItself() {
    assertThatCode(() -> Node.require(Map.of("JSII_NODE", "/opt/node"))).doesNotThrowAnyException();
  }
}
