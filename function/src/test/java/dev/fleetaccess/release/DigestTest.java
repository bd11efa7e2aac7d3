package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stack's digest changes when, and only when, what is deployed changes. */
class DigestTest {
  private static final String STACK = "FleetAccess-Spoke";
  private static final String FILE = "spoke-role.yaml";
  private static final UnaryOperator<String> IDENTITY = text -> text;

  static Stream<Arguments> same() {
    return Stream.of(
        row("a comment", FILE, text -> text + "# a comment\n"),
        row("blank lines", FILE, text -> text.replace("Resources:", "\n\nResources:")),
        row("quotes", FILE, text -> text.replace("\"2012-10-17\"", "'2012-10-17'")),
        row(
            "a long form",
            FILE,
            text -> text.replace("!Ref OrganizationId", "{Ref: OrganizationId}")),
        row(
            "another stack's parameters",
            "fleet.yaml",
            text -> text.replace("HubServices: lambda", "HubServices: ec2")),
        row("how it spreads", "fleet.yaml", text -> text.replace("percent: 20", "percent: 50")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("same")
  void whatIsNotDeployedDoesNotChangeIt(String reason, String file, UnaryOperator<String> edit) {
    assertThat(digest(file, edit)).isEqualTo(digest(file, IDENTITY));
  }

  static Stream<Arguments> other() {
    return Stream.of(
        row("an action", FILE, text -> text.replace("s3:ListAllMyBuckets", "s3:ListBuckets")),
        row(
            "the order of a list",
            FILE,
            text ->
                text.replace("- iam:Pass*\n", "")
                    .replace("- iam:Put*", "- iam:Put*\n                  - iam:Pass*")),
        row("the hub", "fleet.yaml", text -> text.replace("222222222222", "333333333333")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("other")
  void whatIsDeployedChangesIt(String reason, String file, UnaryOperator<String> edit) {
    assertThat(digest(file, edit)).isNotEqualTo(digest(file, IDENTITY));
  }

  @Test
  void theSameFilesInAnotherCommitAreTheSameStacks() {
    var one = SampleReleases.release(SampleReleases.commit('a'));
    var other = SampleReleases.release(SampleReleases.commit('b'));
    assertThat(one.stack(STACK, SampleReleases.HUB))
        .isEqualTo(other.stack(STACK, SampleReleases.HUB));
  }

  @Test
  void theCanonicalFormIsTheSameInEveryVersion() {
    var template =
        YamlReader.template("x", "b: [1, true, ~, 'q\"']\na: !GetAtt r.Arn\n")
            .value()
            .orElseThrow();
    assertThat(CanonicalForm.digest(template, Map.of("p", "v"), Map.of(Digest.TAG, "x", "t", "v")))
        .as("another digest would write every stack of every account anew")
        .hasToString("6f2243d24d5ff0be2e072489e48158bdd21c851a776998571e89ffdc5bca874b");
  }

  @Test
  void itStandsAsATagAndIsLeftOutOfItself() {
    var stack = SampleReleases.release(SampleReleases.commit('a')).stack(STACK, SampleReleases.HUB);
    assertThat(stack.tags())
        .containsOnly(
            Map.entry(Digest.TAG, stack.digest().value()),
            Map.entry(Release.MANAGED_BY, "FleetAccess"));
    var template = YamlReader.template(FILE, stack.template()).value().orElseThrow();
    assertThat(CanonicalForm.digest(template, stack.parameters(), stack.tags()))
        .isEqualTo(stack.digest());
  }

  @Test
  void parametersAndTagsCannotBeTakenForEachOther() {
    var template = new YamlValue.Scalar("x", YamlValue.Kind.TEXT, 1);
    assertThat(CanonicalForm.digest(template, Map.of("a", "b"), Map.of()))
        .isNotEqualTo(CanonicalForm.digest(template, Map.of(), Map.of("a", "b")));
    assertThat(CanonicalForm.digest(template, Map.of("a", "b\",\"c\":\"d"), Map.of()))
        .isNotEqualTo(CanonicalForm.digest(template, Map.of("a", "b", "c", "d"), Map.of()));
  }

  private static Digest digest(String file, UnaryOperator<String> edit) {
    var files = SampleReleases.templates();
    String before = files.get(file);
    files.put(file, edit.apply(before));
    assertThat(edit == IDENTITY || !files.get(file).equals(before))
        .as("the row's edit takes hold")
        .isTrue();
    return SampleReleases.release(SampleReleases.commit('a'), files)
        .stack(STACK, SampleReleases.HUB)
        .digest();
  }

  private static Arguments row(String reason, String file, UnaryOperator<String> edit) {
    return Arguments.of(reason, file, edit);
  }
}
