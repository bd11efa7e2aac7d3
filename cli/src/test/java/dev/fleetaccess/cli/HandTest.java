package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.cli.text.Commands;
import dev.fleetaccess.release.SampleReleases;
import dev.fleetaccess.trigger.Trigger;
import dev.fleetaccess.trigger.TriggerParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that tell the orchestrator what to do. */
class HandTest {
  private static final String COMMIT = "b".repeat(40);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final SampleFleet fleet = new SampleFleet();

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of(List.of("halt"), "Halt[rollout=Optional.empty, by=kim]"),
        Arguments.of(List.of("halt", "sweep-1"), "Halt[rollout=Optional[sweep-1], by=kim]"),
        Arguments.of(List.of("resume"), "Resume[rollout=Optional.empty, by=kim]"),
        Arguments.of(List.of("resume", "sweep-1"), "Resume[rollout=Optional[sweep-1], by=kim]"),
        Arguments.of(List.of("rollback"), "RollBack[by=kim]"),
        Arguments.of(List.of("rerun", "all"), "Rerun[scope=Everyone[], dryRun=false, by=kim]"),
        Arguments.of(
            List.of("rerun", "failed", "--dry-run"), "Rerun[scope=Failed[], dryRun=true, by=kim]"),
        Arguments.of(
            List.of("rerun", "300000000001", "300000000002"),
            "Rerun[scope=Accounts[ids=[300000000001, 300000000002]], dryRun=false, by=kim]"),
        Arguments.of(
            List.of("rerun", "all", "--drift"), "Compare[scope=Everyone[], dryRun=false, by=kim]"),
        Arguments.of(List.of("release", COMMIT), "Bring[commit=" + COMMIT + ", by=kim]"),
        Arguments.of(List.of("release", "bbbbbbb"), "Bring[commit=" + COMMIT + ", by=kim]"),
        Arguments.of(List.of("sweep"), "Sweep[dryRun=false, by=kim]"),
        Arguments.of(List.of("sweep", "--drift"), "SweepAndCompare[dryRun=false, by=kim]"),
        Arguments.of(
            List.of("sweep", "--drift", "--dry-run"), "SweepAndCompare[dryRun=true, by=kim]"),
        Arguments.of(List.of("sweep", "--dry-run"), "Sweep[dryRun=true, by=kim]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void eachIsReadByTheOrchestratorAsItIsMeant(List<String> command, String trigger)
      throws Exception {
    fleet.halted();
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("--by", "kim"));

    assertThat(run(whole)).as(err.toString()).isZero();

    var parser = new TriggerParser("fleet-access", "main");
    Trigger read = parser.parse(new ObjectMapper().readTree(fleet.sent.getFirst()));
    assertThat(read).hasToString(trigger);
    assertThat(out.toString().lines())
        .containsExactly(
            "They are looked at again", "./fleet watch drift-1", "table fleet-access in us-east-1");
  }

  @Test
  void whatIsRefusedIsSaidWithWhatCanBeDoneAndEndsWith1() {
    fleet.answer.removeAll();
    fleet
        .answer
        .put("status", "refused")
        .put("message", "release-x is finished and cannot be resumed; these can")
        .putArray("accepted")
        .add("{\"resume\":\"sweep-1\"}");

    assertThat(run(List.of("resume", "release-x"))).isEqualTo(1);

    assertThat(out.toString().lines())
        .containsExactly(
            "Refused: release-x is finished and cannot be resumed; these can",
            "  → ./fleet resume sweep-1",
            "table fleet-access in us-east-1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"release\":\"COMMIT\"}                  | ./fleet release COMMIT",
        "{\"rollback\":true}                       | ./fleet rollback",
        "it is current; {\"rerun\":\"all\"} looks  | it is current; ./fleet rerun all looks",
        "{\"halt\":true} or {\"halt\":\"ROLLOUT\"} | ./fleet halt or ./fleet halt ROLLOUT",
        "{\"release\":\"$1\"}                      | ./fleet release $1",
        "{\"rerun\":[\"111122223333\"]}            | {\"rerun\":[\"111122223333\"]}",
      })
  void anOrderIsSaidAsTheCommandThatSendsIt(String words, String said) {
    assertThat(Commands.in(words)).isEqualTo(said);
  }

  @Test
  void whereThereIsNothingToDoItIsSaidAndEndsWith0() {
    fleet.answer.removeAll();
    fleet.answer.put("status", "nothing").put("message", "nothing has been released yet");

    assertThat(run(List.of("rerun", "all"))).isZero();
    assertThat(out.toString()).startsWith("Nothing has been released yet");
  }

  @Test
  void aRolloutIsCalledByItsIdAsItIs() {
    fleet.answer.put("message", "release-3e5983de2f1a is rolled back to commit 212982b");

    run(List.of("rollback"));

    assertThat(out.toString()).startsWith("release-3e5983de2f1a is rolled back");
  }

  @Test
  void anyEventIsSentAsItIsAndItsAnswerIsPrinted() {
    assertThat(run(List.of("invoke", "{\"heartbeat\":true}"))).isZero();

    assertThat(fleet.sent).containsExactly("{\"heartbeat\":true}");
    assertThat(out.toString()).contains("\"rollout\" : \"drift-1\"");

    assertThat(err.toString()).isEqualToIgnoringNewLines("table fleet-access in us-east-1");

    fleet.answer.put("status", "refused");
    assertThat(run(List.of("invoke", "{}"))).isEqualTo(1);
  }

  @Test
  void theAnswerOfEveryCommandCanBeHadAsItCame() {
    assertThat(run(List.of("halt", "--json"))).isZero();

    assertThat(out.toString()).startsWith("{").contains("\"status\" : \"started\"");
    assertThat(err.toString()).isEqualToIgnoringNewLines("table fleet-access in us-east-1");
  }

  static Stream<Arguments> wrongUses() {
    return Stream.of(
        Arguments.of(
            "nobody is named: that never means everybody",
            List.of("rerun"),
            "Missing required parameter: 'all|failed|ACCOUNT'"),
        Arguments.of(
            "no account id",
            List.of("rerun", "12"),
            "rerun takes 'all', 'failed' or account ids of twelve digits, not '12'"),
        Arguments.of(
            "all and one", List.of("rerun", "all", "300000000001"), "not 'all 300000000001'"),
        Arguments.of("no commit", List.of("release"), "Missing required parameter: 'COMMIT'"),
        Arguments.of(
            "a commit that nobody knows",
            List.of("release", "1234567"),
            "neither the branch's head nor a rollout begins with 1234567"),
        Arguments.of(
            "two organizations",
            List.of("halt", "--local", "--table", "t"),
            "--table is a real organization's"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongUses")
  void whatIsNotMeantClearlyIsNotSentAndEndsWith2(
      String reason, List<String> command, String words) {
    fleet.repository.push(SampleFleet.NEW, SampleReleases.templates());

    assertThat(run(command)).as(reason).isEqualTo(2);

    assertThat(err.toString()).contains(words);
    assertThat(fleet.sent).isEmpty();
  }

  @Test
  void anAnswerThatIsNoneIsNotTakenForOne() {
    fleet.answer.removeAll();
    fleet.answer.put("errorMessage", "no table");

    assertThat(run(List.of("halt"))).isEqualTo(2);
    assertThatThrownBy(() -> Hand.exitCode(fleet.answer)).hasMessageContaining("no table");
  }

  private int run(List<String> arguments) {
    return Fleet.commandLine(fleet)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
