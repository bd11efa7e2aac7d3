package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @Test
  void theScriptStartsThisJdkWithThisClassPath(@TempDir Path folder) throws Exception {
    Path script = folder.resolve("it's here/cdk-app");

    Launcher.write(script, List.of("-Dgreeting=it's me", Echo.class.getName()));

    assertThat(output(script)).isEqualTo("it's me " + System.getProperty("java.version"));
  }

  private static String output(Path script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(script.toString()).start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /** What the script starts. */
  static final class Echo {
    public static void main(String[] arguments) {
      System.out.println(System.getProperty("greeting") + " " + System.getProperty("java.version"));
    }
  }
}
