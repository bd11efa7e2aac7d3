package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReleaseCollectorTest {
  private static final CommitId COMMIT = SampleReleases.commit('c');

  @Test
  void theManifestAndTheTemplatesItNamesAreCollectedAndNothingElse() {
    var repository = new Repository(SampleReleases.templates());
    ReleaseSource source = collect(repository);
    assertThat(source.files())
        .containsOnlyKeys(
            "fleet.yaml", "hub-role.yaml", "org-read-only-role.yaml", "spoke-role.yaml");
    assertThat(repository.asked).containsExactlyInAnyOrderElementsOf(source.files().keySet());
    assertThat(ReleaseReader.read(source).release()).isPresent();
  }

  @Test
  void aPathOutOfTheRepositoryIsNeverAskedFor() {
    var repository = new Repository(new TreeMap<>());
    for (String path :
        List.of("../secret.yaml", "/etc/passwd", "a/../../b", "a//b", "./a", "a/", "fleet.yaml")) {
      repository.files.put("fleet.yaml", "stacks: [{template: \"" + path + "\"}]");
      assertThat(collect(repository).files()).as(path).containsOnlyKeys("fleet.yaml");
    }
    assertThat(repository.asked).containsOnly("fleet.yaml");
  }

  @Test
  void aManifestThatIsMissingOrBrokenIsCollectedAsItIs() {
    assertThat(collect(new Repository(new TreeMap<>())).files()).isEmpty();
    var broken = new Repository(new TreeMap<>(Map.of("fleet.yaml", "stacks: [")));
    assertThat(collect(broken).files()).containsOnlyKeys("fleet.yaml");
    var odd = new Repository(new TreeMap<>(Map.of("fleet.yaml", "stacks: [1, {template: [x]}]")));
    assertThat(collect(odd).files()).containsOnlyKeys("fleet.yaml");
  }

  @Test
  void aTextOverItsLimitIsKeptOnlyAsFarAsShowsIt() {
    for (String letter : List.of("a", "\u00e9", "\uD83D\uDE00")) {
      var files = SampleReleases.templates();
      files.put("spoke-role.yaml", letter.repeat(100_000));
      var source = collect(new Repository(files));
      assertThat(source.files().get("spoke-role.yaml").length()).isLessThan(51_203);
      assertThat(ReleaseReader.read(source).findings())
          .extracting(Finding::id)
          .containsExactly("template-too-large");
    }
  }

  @Test
  void aTemplateOfExactlyTheLimitIsTaken() {
    var files = SampleReleases.templates();
    String spoke = files.get("spoke-role.yaml") + "# ";
    files.put("spoke-role.yaml", spoke + "x".repeat(51_200 - spoke.length()));
    assertThat(ReleaseReader.read(collect(new Repository(files))).findings()).isEmpty();
    files.compute("spoke-role.yaml", (name, text) -> text + "x");
    assertThat(ReleaseReader.read(collect(new Repository(files))).release()).isEmpty();
  }

  private static ReleaseSource collect(Repository repository) {
    return new ReleaseCollector(repository)
        .collect(COMMIT, SampleReleases.FACTS, SampleReleases.WORKER_ROLE);
  }

  /** A repository of one commit. */
  private static final class Repository implements RoleRepository {
    private final Map<String, String> files;
    private final List<String> asked = new ArrayList<>();

    private Repository(Map<String, String> files) {
      this.files = files;
    }

    @Override
    public Optional<CommitId> head() {
      return Optional.of(COMMIT);
    }

    @Override
    public Optional<String> file(CommitId commit, String path) {
      assertThat(commit).isEqualTo(COMMIT);
      asked.add(path);
      return Optional.ofNullable(files.get(path));
    }
  }
}
