package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.fleet.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReleaseReaderTest {
  private static final CommitId COMMIT = SampleReleases.commit('d');
  private static final AccountId MEMBER = new AccountId("333333333333");

  @Test
  void aRepositoryWithoutManifestIsRefused() {
    assertThat(ReleaseReader.read(SampleReleases.source(COMMIT, Map.of())).findings())
        .extracting(Finding::id)
        .containsExactly("manifest-missing");
  }

  @Test
  void aShortManifestTakesTheRestFromItsDefaults() {
    Release release = release("");
    assertThat(release.manifest().rollout())
        .isEqualTo(
            new Manifest.Rollout(
                List.of(Manifest.Wave.EVERYONE),
                new Amount.Percent(20),
                Duration.ZERO,
                new Amount.Percent(5),
                OnHalt.STAY));
    assertThat(release.manifest().sweep().drift()).isEqualTo(Duration.ofDays(7));
    assertThat(release.manifest().proof()).isTrue();
    assertThat(release.warnings()).isEmpty();
  }

  static Stream<Arguments> amounts() {
    return Stream.of(
        Arguments.of("a count", "rollout: {atOnce: 7}", new Amount.Count(7)),
        Arguments.of("a share", "rollout: {atOnce: {percent: 100}}", new Amount.Percent(100)),
        Arguments.of("all", "rollout: {atOnce: all}", new Amount.All()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("amounts")
  void anAmountIsReadInEachOfItsForms(String reason, String manifest, Amount expected) {
    assertThat(release(manifest).manifest().rollout().atOnce()).isEqualTo(expected);
  }

  @Test
  void durationsAreMinutesHoursOrDays() {
    assertThat(release("sweep: {every: 90m, drift: 2d, proof: 6h}").manifest().sweep())
        .isEqualTo(
            new Manifest.Sweep(Duration.ofMinutes(90), Duration.ofDays(2), Duration.ofHours(6)));
  }

  @Test
  void anUnquotedHubIsTakenWhereItCannotBeMistaken() {
    assertThat(edited(text -> text.replace("\"222222222222\"", "222222222222")).manifest().hub())
        .isEqualTo(SampleReleases.HUB);
  }

  @Test
  void theManagementAccountIsASpokeOnlyWhenTold() {
    assertThat(edited(text -> text).stacksFor(SampleReleases.MANAGEMENT)).isEmpty();
    assertThat(
            edited(text -> text.replace("in: spokes", "in: [spokes, organization]"))
                .stacksFor(SampleReleases.MANAGEMENT))
        .extracting(Manifest.Stack::name)
        .containsExactly("FleetAccess-Spoke");
  }

  @Test
  void anExceptedAccountIsLeftOut() {
    var release =
        edited(
            text -> text.replace("in: spokes", "in: spokes, except: {accounts: [333333333333]}"));
    assertThat(release.stacksFor(MEMBER)).isEmpty();
    assertThat(release.stacksFor(SampleReleases.HUB)).hasSize(1);
  }

  @Test
  void scalarsArePassedToParametersAsTheyAreWritten() {
    var release =
        edited(text -> text.replace("in: spokes", "in: spokes, parameters: {Colour: 007}"));
    assertThat(release.stack("FleetAccess-Spoke", MEMBER).parameters())
        .containsOnly(Map.entry("Colour", "007"), Map.entry("OrganizationId", "o-fleetlocal1"));
  }

  @Test
  void aStackThatIsNotDeclaredIsRefused() {
    assertThatThrownBy(() -> release("").stack("FleetAccess-Other", MEMBER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FleetAccess-Other");
  }

  @Test
  void theLinesOfTheManifestsKeysAreKnown() {
    Release release = release("proof: false");
    assertThat(release.line("hub")).isEqualTo(2);
    assertThat(release.line("proof")).isEqualTo(6);
    assertThat(release.line("sweep")).as("left out").isEqualTo(1);
    assertThat(release.manifest().stacks().getFirst().line()).isEqualTo(5);
  }

  @Test
  void aSuggestionNamesTheKeyThatWasMeant() {
    var files = files("prof: false");
    assertThat(ReleaseReader.read(SampleReleases.source(COMMIT, files)).findings())
        .extracting(Finding::toString)
        .containsExactly(
            "fleet.yaml:6: error [manifest-unknown-key] Unknown key 'prof' in the manifest: did"
                + " you mean 'proof'?");
  }

  private static Map<String, String> files(String more) {
    return new TreeMap<>(
        Map.of(
            "fleet.yaml",
            """
            version: 1
            hub: "222222222222"
            region: us-east-1
            access: [OrganizationAccountAccessRole]
            stacks: [{name: FleetAccess-Spoke, template: spoke.yaml, in: spokes}]
            """
                + more
                + "\n",
            "spoke.yaml",
            """
            Parameters:
              Colour: {Type: String, Default: blue}
              OrganizationId: {Type: String}
            Resources:
              Role: {Type: AWS::IAM::Role}
            """));
  }

  private static Release release(String more) {
    return SampleReleases.release(COMMIT, files(more));
  }

  private static Release edited(UnaryOperator<String> edit) {
    var files = files("");
    files.compute("fleet.yaml", (name, text) -> edit.apply(text));
    return SampleReleases.release(COMMIT, files);
  }
}
