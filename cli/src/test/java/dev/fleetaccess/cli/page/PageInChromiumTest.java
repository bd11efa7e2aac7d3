package dev.fleetaccess.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser shows it; skipped where there is no Chromium. */
class PageInChromiumTest {
  @TempDir private Path folder;
  private Path chromium;

  @BeforeEach
  void prepare() {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(
                place ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "there is no chromium on the PATH");
    chromium = found.orElseThrow();
  }

  @Test
  void searchingShowsWhatMatchesAndCounts() throws Exception {
    String shown = dom(PageSamples.page(300, 3, "no way in"), "#q=300000000003");

    assertThat(shown).contains(">1 of 300 accounts</output>");
    assertThat(rows(shown)).isEqualTo(1);
    assertThat(shown).contains("<th scope=\"row\">300000000003</th>");
  }

  @Test
  void aLargeFleetIsShownInParts() throws Exception {
    String shown = dom(PageSamples.page(10_000, 40, "no way in"), "");

    assertThat(shown).contains(">10000 accounts</output>");
    assertThat(rows(shown)).as("of ten thousand").isEqualTo(100);
  }

  @Test
  void nothingThatAnybodyWroteRuns() throws Exception {
    String evil =
        "<script>document.title='evil'</script><img src=x onerror=\"document.title='evil'\">";

    String shown = dom(PageSamples.page(60, 2, evil), "");

    assertThat(shown).contains("<title>FleetAccess: No: ").doesNotContain("<title>evil");
    assertThat(shown).contains(">60 accounts</output>");
  }

  @Test
  void itIsDrawn() throws Exception {
    Path image = folder.resolve("page.png");

    run(PageSamples.page(200, 3, "no way in"), "", "--screenshot=" + image);

    assertThat(Files.size(image)).as("more than an empty page").isGreaterThan(20_000);
  }

  private static int rows(String dom) {
    String table = dom.substring(dom.indexOf("id=\"table\""));
    String body = table.substring(table.indexOf("<tbody>"), table.indexOf("</tbody>"));
    return (body.length() - body.replace("<tr>", "").length()) / "<tr>".length();
  }

  private String dom(Page page, String hash) throws Exception {
    return run(page, hash, "--dump-dom");
  }

  private String run(Page page, String hash, String what) throws IOException, InterruptedException {
    Path file = folder.resolve("page.html");
    Files.writeString(file, page.html());
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of(chromium.toString()));
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--user-data-dir=" + folder.resolve("profile"),
            "--window-size=1200,1600",
            what,
            file.toUri() + hash));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
