package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.guard.Inquiry;
import dev.fleetaccess.guard.Remark;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.report.Notice;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An analyzer of policies that is asked beside our own rules, from the push on. */
class AnalyzerFlowTest {
  private static final Map<String, String> AS_IT_IS = Map.of();

  private final FlowWorld world = new FlowWorld(3);

  @Test
  void itIsAskedAboutEachPolicyAndWhatItFindsNothingInGoesOn() {
    Reply reply = pushed(1, AS_IT_IS);

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.analyzer.asked())
        .extracting(FakeAnalyzer.Asked::sort)
        .contains(Inquiry.Sort.IDENTITY, Inquiry.Sort.TRUST);
    assertThat(world.analyzer.compared()).as("there was nothing before").isEmpty();
    assertThat(reply.findings()).extracting(Finding::id).containsExactly("hub-compute-service");
  }

  @Test
  void whatAwsWouldNotTakeRefusesTheRelease() {
    world.analyzer.remark("sts:AssumeRole", new Remark(true, "INVALID_ACTION", "no", List.of()));

    Reply reply = pushed(1, AS_IT_IS);

    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(reply.findings()).extracting(Finding::id).contains("analyzer-invalid-action");
    assertThat(world.stacks.writes()).isEmpty();
  }

  @Test
  void whatLetsTooMuchThroughIsToldAndStopsNothing() {
    world.analyzer.remark("sts:AssumeRole", new Remark(false, "PASS_ROLE", "wide", List.of()));

    Reply reply = pushed(1, AS_IT_IS);

    assertThat(reply.findings()).extracting(Finding::id).contains("analyzer-pass-role");
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "DENIED, AccessDeniedException, the account does not allow it",
    "THROTTLED, ThrottlingException, it asks for fewer calls",
    "UNAVAILABLE, UnknownHostException, the region has none",
    "UNKNOWN, UnknownService, nobody knows it"
  })
  void whereItCannotBeAskedOneLineSaysSoAndTheReleaseGoesOn(
      Failure.Kind kind, String code, String reason) {
    world.analyzer.fail(new Failure(kind, code, "no ".repeat(500)));

    Reply reply = pushed(1, AS_IT_IS);

    assertThat(world.analyzer.asked()).as("not asked again").hasSize(1);
    assertThat(reply.findings())
        .filteredOn(found -> found.id().startsWith("analyzer-"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(Finding.Severity.NOTE);
              assertThat(found.message()).contains("did not examine", code).hasSizeLessThan(300);
            });
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void aPolicyThatIsTooMuchForItLeavesTheOthersToIt() {
    world.analyzer.fail(new Failure(Failure.Kind.INVALID, "UnprocessableEntity", "too complex"));

    Reply reply = pushed(1, AS_IT_IS);

    assertThat(world.analyzer.asked()).hasSizeGreaterThan(5);
    assertThat(reply.findings())
        .filteredOn(found -> found.id().equals("analyzer-unexamined"))
        .singleElement()
        .satisfies(found -> assertThat(found.message()).endsWith("too complex"));
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void newAccessThatOurOwnRulesDoNotSeeIsAllowedLikeTheirsAndTold() {
    pushed(1, AS_IT_IS);
    world.analyzer.seeNewAccess("New access in the statement with index: 0.");
    Map<String, String> change = Map.of("                  - ec2:Describe*\n", "");

    Reply refused = pushed(2, change);

    assertThat(refused.status()).isEqualTo(Reply.Status.REFUSED);
    Finding found =
        refused.findings().stream()
            .filter(one -> one.id().equals("analyzer-new-access"))
            .findFirst()
            .orElseThrow();
    assertThat(found.message())
        .isEqualTo(
            "Access Analyzer sees that FleetAccess-Spoke: 'Spoke' may do more than in the release"
                + " before: New access in the statement with index: 0.");

    pushed(
        3,
        Map.of(
            "                  - ec2:Describe*\n",
            "",
            "allow: []",
            "allow: [{finding: \"" + found.fingerprint().orElseThrow() + "\", reason: seen}]"));

    assertThat(world.rollout(3).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(started().widening())
        .singleElement()
        .extracting(Finding::id)
        .isEqualTo("analyzer-new-access");
  }

  @Test
  void aReleaseOfVeryManyPoliciesIsNotAskedAboutWithoutEnd() {
    String overrides =
        IntStream.range(0, 60)
            .mapToObj(
                i -> "{accounts: [\"3%011d\"], parameters: {Purpose: p%d}}".formatted(100 + i, i))
            .collect(Collectors.joining(", "));
    Reply reply =
        pushed(
            1,
            Map.of(
                "overrides: []",
                "overrides: [" + overrides + "]",
                "  Respond:\n    Type: String\n",
                "  Purpose:\n    Type: String\n    Default: none\n  Respond:\n    Type: String\n",
                "Sid: ReadConfiguration",
                "Sid: !Sub \"Read${Purpose}\""));

    assertThat(reply.status()).as("%s", reply.findings()).isEqualTo(Reply.Status.STARTED);
    assertThat(world.analyzer.asked()).hasSize(SecondOpinion.MOST);
    assertThat(reply.findings())
        .extracting(Finding::message)
        .anyMatch(message -> message.endsWith("only 50 of 66 questions are asked"));
  }

  private Notice.Started started() {
    return world.notices.told().stream()
        .filter(Notice.Started.class::isInstance)
        .map(Notice.Started.class::cast)
        .filter(notice -> notice.rollout().release().equals(commit(3)))
        .findFirst()
        .orElseThrow();
  }

  private Reply pushed(int commit, Map<String, String> replacements) {
    world.push(commit, replacements);
    Reply reply = world.handle(new Trigger.Pushed());
    world.settle();
    return reply;
  }
}
