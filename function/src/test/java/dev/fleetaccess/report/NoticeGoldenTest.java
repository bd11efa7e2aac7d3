package dev.fleetaccess.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.DocumentedMessages;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Proving;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told, word for word, as the files beside this test have it. */
class NoticeGoldenTest {
  private static final Instant START = Instant.parse("2026-11-20T03:00:00Z");
  private static final CommitId COMMIT = new CommitId("3e5983de2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c");
  private static final CommitId BEFORE = new CommitId("0a1b2c3d4e5f60718293a4b5c6d7e8f901234567");

  /** The release is under way, and another one has finished before it. */
  private static final Pointers POINTERS =
      Pointers.NONE
          .finished(new Pointers.Pointer(BEFORE, "release-0a1b2c3d4e5f"), Duration.ZERO, START)
          .withCandidate(new Pointers.Pointer(COMMIT, "release-3e5983de2f1a"));

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> notices() {
    return Stream.of(
        Arguments.of(
            "started", new Notice.Started(rollout(Rollout.State.RUNNING, "", START), List.of())),
        Arguments.of(
            "started-widening",
            new Notice.Started(
                rollout(Rollout.State.RUNNING, "", START),
                List.of(
                    Finding.note(
                            "change-gains-actions",
                            "spoke-role.yaml",
                            40,
                            "FleetAccess-Spoke: the role 'Spoke' gains ec2:StopInstances."
                                + " Allowed: responders stop what is broken into")
                        .about("gains ec2:StopInstances")))),
        Arguments.of(
            "halted",
            new Notice.Halted(
                RolloutSummary.of(
                    rollout(
                        Rollout.State.HALTED,
                        "2 of 40 accounts failed at FleetAccess-Spoke, 1 are tolerated",
                        START.plusSeconds(95)),
                    items(
                        converged("300000000001", 40),
                        failed("300000000002", "AlreadyExists: role spoke-001 is there"),
                        failed("300000000003", "AlreadyExists: role spoke-001 is there"))),
                POINTERS)),
        Arguments.of(
            "halted-back",
            new Notice.Halted(
                RolloutSummary.of(
                    rollout(
                        Rollout.State.ROLLED_BACK,
                        "1 of 2 accounts failed at FleetAccess-Spoke, 0 are tolerated",
                        START.plusSeconds(95)),
                    items(
                        converged("300000000001", 40),
                        failed("300000000002", "AlreadyExists: role spoke-001 is there"))),
                POINTERS)),
        Arguments.of(
            "ended-back",
            new Notice.Ended(
                RolloutSummary.of(
                    rollout(
                        Rollout.State.ROLLED_BACK,
                        "1 of 2 accounts failed at FleetAccess-Spoke, 0 are tolerated",
                        START.plusSeconds(110)),
                    items(
                        converged("300000000001", 40),
                        failed("300000000002", "AlreadyExists: role spoke-001 is there"))))),
        Arguments.of("rollback-started", new Notice.Started(rollback(), List.of())),
        Arguments.of(
            "rollback-ended",
            new Notice.Ended(
                RolloutSummary.of(
                    rollback().closed(Rollout.State.FINISHED, "", START.plusSeconds(70)),
                    items(converged("300000000001", 40), converged("300000000002", 60))))),
        Arguments.of(
            "waiting",
            new Notice.Waiting(
                RolloutSummary.of(
                    rollout(
                        Rollout.State.WAITING, "wave 2 waits for approval", START.plusSeconds(70)),
                    items(converged("300000000001", 40))),
                POINTERS)),
        Arguments.of(
            "ended",
            new Notice.Ended(
                RolloutSummary.of(
                    rollout(Rollout.State.FINISHED, "", START.plusSeconds(185)),
                    items(
                        converged("300000000001", 40),
                        converged("300000000002", 171),
                        unproven("300000000004"),
                        refused("300000000003"))))),
        Arguments.of(
            "failing",
            new Notice.Failing(
                rollout(Rollout.State.RUNNING, "", START.plusSeconds(60)),
                List.of(failed("300000000002", "AlreadyExists: role spoke-001 is there")))),
        Arguments.of(
            "refused",
            new Notice.Refused(
                RefusedPush.of(
                    new Refusal(COMMIT, START),
                    Pointers.NONE.finished(
                        new Pointers.Pointer(BEFORE, "release-0a1b2c3d4e5f"), Duration.ZERO, START),
                    List.of(
                        Finding.warning("hub-service", "hub-role.yaml", 5, "not told of"),
                        Finding.error(
                            "rollout-waves", "fleet.yaml", 10, "The last wave is missing."),
                        Finding.error(
                                "change-gains-actions",
                                "spoke-role.yaml",
                                40,
                                "FleetAccess-Spoke: the role 'Spoke' gains ec2:StopInstances.")
                            .about("gains ec2:StopInstances"))))));
  }

  @ParameterizedTest
  @MethodSource("notices")
  void peopleReadThis(String name, Notice notice) throws IOException {
    NoticeText text = NoticeText.of(notice);

    assertThat("Subject: " + text.subject() + "\n\n" + text.body()).isEqualTo(file(name + ".txt"));
  }

  @ParameterizedTest
  @MethodSource("notices")
  void machinesReadThis(String name, Notice notice) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (NoticeEvent event : NoticeEvent.of(notice)) {
      events.add(
          JSON.createObjectNode()
              .put("source", NoticeEvent.SOURCE)
              .put("detail-type", event.detailType())
              .set("detail", JSON.readTree(event.detail())));
    }

    assertThat(events).containsExactly(JSON.readTree(file(name + ".json")));
  }

  @Test
  void thePageShowsWhatIsToldOfAHalt() throws IOException {
    assertThat(JSON.readTree(DocumentedMessages.of("Notices").getFirst().json()))
        .isEqualTo(JSON.readTree(file("halted.json")));
    assertThat(Files.readString(Path.of("..", "docs", "messages.md"))).contains(file("halted.txt"));
  }

  @Test
  void ofManyErrorsTheMailNamesEightAndTheEventFifty() {
    List<Finding> errors =
        IntStream.range(0, 60)
            .mapToObj(i -> Finding.error("wide", "spoke-role.yaml", i + 1, "x".repeat(3_000)))
            .toList();
    var refused =
        new Notice.Refused(RefusedPush.of(new Refusal(COMMIT, START), Pointers.NONE, errors));

    assertThat(NoticeText.of(refused).body())
        .contains("nothing has been released yet", "  and 52 more\n");
    String detail = NoticeEvent.of(refused).getFirst().detail();
    assertThat(detail).contains("\"furtherErrors\":10");
    assertThat(detail.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(256 * 1024);
  }

  @Test
  void whoIsAskedAboutDeletionsIsToldHowToAgree() {
    Rollout halted =
        rollout(Rollout.State.HALTED, "40 of 40 accounts", START)
            .inLeg(Stage.REMOVALS, 0, START, START);

    assertThat(
            NoticeText.of(new Notice.Halted(RolloutSummary.of(halted, List.of()), POINTERS)).body())
        .contains("let them be deleted with {\"resume\":\"" + halted.id() + "\"}")
        .doesNotContain("rollback");
  }

  @Test
  void aThousandAccountsThatFailAlikeAreOneCauseAndTheMailNamesTen() {
    List<Entry> entries =
        IntStream.range(0, 1000)
            .mapToObj(i -> failed("%012d".formatted(300_000_000_000L + i), "no"))
            .toList();
    var halted = new Notice.Halted(summary(entries), POINTERS);

    assertThat(NoticeEvent.of(halted).getFirst().detail()).contains("300000000999");
    assertThat(NoticeText.of(halted).body())
        .contains("300000000008, 300000000009 and 990 more\n")
        .doesNotContain("300000000010");
  }

  @Test
  void ofManyCausesTheMailNamesEight() {
    List<Entry> entries =
        IntStream.range(0, 11)
            .mapToObj(i -> failed("%012d".formatted(300_000_000_000L + i), "cause " + i))
            .toList();

    assertThat(NoticeText.of(new Notice.Halted(summary(entries), POINTERS)).body())
        .contains("cause 1\n", "  and 3 more causes\n")
        .satisfies(
            body -> assertThat(body.lines().filter(line -> line.contains(": cause "))).hasSize(8));
  }

  @Test
  void theLargestEventIsBelowWhatEventBridgeTakes() {
    List<Entry> entries =
        IntStream.range(0, 50_000)
            .mapToObj(
                i -> failed("%012d".formatted(300_000_000_000L + i), i % 100 + "x".repeat(9_000)))
            .toList();

    String detail = NoticeEvent.of(new Notice.Ended(summary(entries))).getFirst().detail();

    assertThat(detail.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(256 * 1024);
    assertThat(detail).contains("\"furtherCauses\":50");
  }

  @ParameterizedTest
  @EnumSource(Rollout.Kind.class)
  void whatChangesTheReleaseIsMailedWhenItBeginsAndEnds(Rollout.Kind kind) {
    Rollout rollout =
        Rollout.of("it", kind, COMMIT, new Scope.Everyone(), START)
            .state(Rollout.State.FINISHED)
            .done();
    boolean mailed = kind == Rollout.Kind.RELEASE || kind == Rollout.Kind.ROLLBACK;

    assertThat(new Notice.Started(rollout, List.of()).mailed()).isEqualTo(mailed);
    assertThat(new Notice.Ended(RolloutSummary.of(rollout, List.of())).mailed()).isEqualTo(mailed);
    assertThat(new Notice.Halted(RolloutSummary.of(rollout, List.of()), POINTERS).mailed())
        .isTrue();
  }

  private static RolloutSummary summary(List<Entry> entries) {
    return RolloutSummary.of(rollout(Rollout.State.HALTED, "too many", START), entries);
  }

  private static List<Entry> items(Entry... entries) {
    return List.of(entries);
  }

  private static Entry converged(String account, int seconds) {
    return item(account).as(Entry.State.CONVERGED, "", START.plusSeconds(seconds));
  }

  private static Entry unproven(String account) {
    return converged(account, 50)
        .proving(new Proving(Optional.empty(), Optional.of("the hub could not enter"), 2));
  }

  private static Entry refused(String account) {
    return item(account).as(Entry.State.REFUSED, "a role of the name stands there already", START);
  }

  private static Entry failed(String account, String cause) {
    var failure = new Failure(Failure.Kind.ROLLED_BACK, "ROLLBACK_COMPLETE", cause);
    return item(account)
        .ended(Entry.State.FAILED, failure.code(), Optional.of(failure), 0, START.plusSeconds(60));
  }

  private static Entry item(String account) {
    return Entry.of(
            "release-3e5983de2f1a", COMMIT, new AccountId(account), "FleetAccess-Spoke", START)
        .stage(2)
        .calls(5)
        .listed(Optional.of(START))
        .begun(Optional.of(START))
        .done();
  }

  private static Rollout rollback() {
    return Rollout.of(
            "rollback-3e5983de2f1a",
            Rollout.Kind.ROLLBACK,
            BEFORE,
            new Scope.Touched("release-3e5983de2f1a"),
            START)
        .by("halt")
        .state(Rollout.State.RUNNING)
        .done();
  }

  private static Rollout rollout(Rollout.State state, String note, Instant changed) {
    return Rollout.of(
            "release-3e5983de2f1a", Rollout.Kind.RELEASE, COMMIT, new Scope.Everyone(), START)
        .by("push")
        .state(state)
        .note(note)
        .changed(changed)
        .done();
  }

  private static String file(String name) throws IOException {
    try (var stream = NoticeGoldenTest.class.getResourceAsStream("/notices/" + name)) {
      if (stream == null) {
        return "there is no file " + name;
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
