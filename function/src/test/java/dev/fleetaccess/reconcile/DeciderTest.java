package dev.fleetaccess.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Failure.Kind;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeciderTest {
  private static final Digest WANTED = new Digest("a".repeat(64));
  private static final Digest OTHER = new Digest("b".repeat(64));
  private static final Instant THEN = Instant.parse("2026-11-20T03:00:00Z");
  private static final RoleStack DESIRED =
      new RoleStack(
          "FleetAccess-Spoke",
          "us-east-1",
          "{}",
          Map.of(),
          Map.of(Digest.TAG, WANTED.value()),
          WANTED);
  private static final Attempt FIRST = Attempt.FIRST;
  private static final Attempt OURS = Attempt.FIRST.wrote("token");
  private static final Attempt REPAIRED = Attempt.FIRST.repaired(Course.Kind.DELETING, "deletion");
  private static final Attempt CONTINUED =
      Attempt.FIRST.repaired(Course.Kind.CONTINUING, "continuation");
  private static final Attempt REPAIRED_TWICE = REPAIRED.repaired(Course.Kind.DELETING, "again");
  private static final Attempt CONTINUED_TWICE =
      CONTINUED.repaired(Course.Kind.CONTINUING, "again");
  private static final Optional<Applied> RECORDED = recorded(WANTED, "id", THEN);
  private static final Optional<Applied> NOT_RECORDED = Optional.empty();

  @ParameterizedTest(name = "{4}")
  @MethodSource
  void whatIsFoundDecidesOnOneStep(
      StackState found,
      Attempt attempt,
      Optional<Applied> recorded,
      Class<? extends StackAction> expected,
      String reason) {
    assertThat(Decider.decide(DESIRED, found, attempt, recorded)).as(reason).isInstanceOf(expected);
  }

  static Stream<Arguments> whatIsFoundDecidesOnOneStep() {
    return Stream.of(
        row(absent(), FIRST, NOT_RECORDED, StackAction.Create.class, "there is none"),
        row(absent(), REPAIRED, NOT_RECORDED, StackAction.Create.class, "deleted to repair it"),
        row(
            absent(),
            OURS,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "we created it and somebody removed it: state alone is no reason to try again"),
        row(
            new StackState.Busy("id", "UPDATE_IN_PROGRESS"),
            FIRST,
            RECORDED,
            StackAction.Wait.class,
            "somebody else works on it"),
        row(
            new StackState.Busy("id", "CREATE_IN_PROGRESS"),
            OURS,
            NOT_RECORDED,
            StackAction.Wait.class,
            "our own creation goes on"),
        row(
            settled("CREATE_COMPLETE", WANTED),
            FIRST,
            RECORDED,
            StackAction.Nothing.class,
            "as wanted and as recorded"),
        row(
            settled("UPDATE_ROLLBACK_COMPLETE", WANTED),
            FIRST,
            RECORDED,
            StackAction.Nothing.class,
            "rolled back to what is wanted, and found right so: nobody wrote it since"),
        row(
            settled("UPDATE_ROLLBACK_COMPLETE", WANTED),
            FIRST,
            recorded(WANTED, "id", THEN.minusSeconds(9)),
            StackAction.Update.class,
            "an update that came after it was right was rolled back"),
        row(
            settled("CREATE_COMPLETE", WANTED),
            FIRST,
            NOT_RECORDED,
            StackAction.Update.class,
            "a digest on the tags alone proves nothing"),
        row(
            settled("UPDATE_COMPLETE", WANTED),
            FIRST,
            recorded(WANTED, "id", THEN.minusSeconds(9)),
            StackAction.Update.class,
            "somebody updated it since and left our tags"),
        row(
            settled("UPDATE_COMPLETE", WANTED),
            FIRST,
            recorded(WANTED, "older id", THEN),
            StackAction.Update.class,
            "it was made anew since"),
        row(
            settled("UPDATE_COMPLETE", OTHER),
            FIRST,
            recorded(OTHER, "id", THEN),
            StackAction.Update.class,
            "it has an older release"),
        row(
            new StackState.Settled("id", "CREATE_COMPLETE", Optional.empty(), THEN),
            FIRST,
            NOT_RECORDED,
            StackAction.Update.class,
            "it carries no digest of ours"),
        row(
            settled("UPDATE_COMPLETE", WANTED),
            OURS,
            NOT_RECORDED,
            StackAction.Nothing.class,
            "our own update ended well"),
        row(
            settled("UPDATE_COMPLETE", OTHER),
            OURS,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "somebody else wrote after us"),
        row(
            settled("UPDATE_ROLLBACK_COMPLETE", OTHER),
            OURS,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "our own update was rolled back"),
        row(
            settled("UPDATE_ROLLBACK_COMPLETE", WANTED),
            OURS,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "rolled back to something that carries the same digest"),
        row(
            settled("IMPORT_ROLLBACK_COMPLETE", WANTED),
            OURS,
            NOT_RECORDED,
            StackAction.Nothing.class,
            "what was taken back is somebody's import, after our update had ended well"),
        row(
            settled("IMPORT_COMPLETE", WANTED),
            OURS,
            NOT_RECORDED,
            StackAction.Update.class,
            "we never import: somebody did after our update, and kept its tags"),
        row(
            settled("IMPORT_COMPLETE", WANTED),
            OURS,
            RECORDED,
            StackAction.Nothing.class,
            "somebody imported, and it was found right since"),
        row(
            settled("IMPORT_COMPLETE", WANTED),
            FIRST,
            NOT_RECORDED,
            StackAction.Update.class,
            "somebody took something in: a digest on the tags alone proves nothing"),
        row(
            settled("UPDATE_ROLLBACK_COMPLETE", OTHER),
            FIRST,
            NOT_RECORDED,
            StackAction.Update.class,
            "an earlier update was rolled back; this is another"),
        row(
            broken("ROLLBACK_COMPLETE", true),
            FIRST,
            NOT_RECORDED,
            StackAction.DeleteFirst.class,
            "it never lived"),
        row(
            broken("REVIEW_IN_PROGRESS", true),
            FIRST,
            NOT_RECORDED,
            StackAction.DeleteFirst.class,
            "a change set that nobody carried out"),
        row(
            broken("ROLLBACK_COMPLETE", true),
            OURS,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "our own creation failed: not again, or it loops"),
        row(
            broken("ROLLBACK_COMPLETE", true),
            REPAIRED,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "it was repaired once"),
        row(
            broken("UPDATE_ROLLBACK_FAILED", false),
            FIRST,
            NOT_RECORDED,
            StackAction.ContinueRollback.class,
            "stuck, and it lives"),
        row(
            broken("UPDATE_ROLLBACK_FAILED", false),
            OURS,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "our own update got it stuck"),
        row(
            broken("UPDATE_ROLLBACK_FAILED", false),
            CONTINUED,
            NOT_RECORDED,
            StackAction.ContinueRollback.class,
            "continued once and stuck again: now without what it stuck at"),
        row(
            broken("UPDATE_ROLLBACK_FAILED", false),
            CONTINUED_TWICE,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "continued twice and stuck again"),
        row(
            broken("UPDATE_ROLLBACK_FAILED", false),
            REPAIRED,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "we deleted what never lived, and this one lives: it is another's"),
        row(
            broken("DELETE_FAILED", false),
            REPAIRED,
            NOT_RECORDED,
            StackAction.Refuse.class,
            "we deleted what never lived, and this one did: it was made since"),
        row(
            broken("DELETE_FAILED", true),
            REPAIRED,
            NOT_RECORDED,
            StackAction.DeleteFirst.class,
            "our own deletion of what never lived stuck: again, leaving what blocks"),
        row(
            broken("DELETE_FAILED", true),
            REPAIRED_TWICE,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "it stuck again although it left what blocked"),
        row(
            broken("DELETE_FAILED", false),
            CONTINUED,
            NOT_RECORDED,
            StackAction.Refuse.class,
            "we continued its rollback, so it lived, and somebody else's deletion stuck"),
        row(
            broken("DELETE_FAILED", false),
            OURS,
            NOT_RECORDED,
            StackAction.GiveUp.class,
            "somebody began to delete it after we wrote it"),
        row(
            broken("UPDATE_FAILED", false),
            FIRST,
            NOT_RECORDED,
            StackAction.Refuse.class,
            "somebody's update that was told not to roll back: half of it is theirs"),
        row(
            broken("UPDATE_FAILED", false),
            CONTINUED,
            NOT_RECORDED,
            StackAction.Refuse.class,
            "the same after our repair, which leaves no such state"),
        row(
            broken("IMPORT_ROLLBACK_FAILED", false),
            FIRST,
            NOT_RECORDED,
            StackAction.Refuse.class,
            "somebody's import: what it took over is not ours to touch"),
        row(
            broken("DELETE_FAILED", false),
            FIRST,
            NOT_RECORDED,
            StackAction.Refuse.class,
            "somebody wanted it gone, and it may have lived: a person decides"),
        row(
            broken("DELETE_FAILED", true),
            FIRST,
            NOT_RECORDED,
            StackAction.DeleteFirst.class,
            "its events show that it never lived"));
  }

  @ParameterizedTest
  @MethodSource("whatEndsInAFailureOfItsKind")
  void whatIsGivenUpSaysOfWhatKindItIs(StackState found, Kind kind) {
    assertThat(Decider.decide(DESIRED, found, OURS, NOT_RECORDED))
        .isInstanceOfSatisfying(
            StackAction.GiveUp.class, given -> assertThat(given.kind()).isEqualTo(kind));
  }

  static Stream<Arguments> whatEndsInAFailureOfItsKind() {
    return Stream.of(
        Arguments.of(absent(), Kind.CONFLICT),
        Arguments.of(settled("UPDATE_COMPLETE", OTHER), Kind.CONFLICT),
        Arguments.of(settled("UPDATE_ROLLBACK_COMPLETE", OTHER), Kind.ROLLED_BACK),
        Arguments.of(broken("ROLLBACK_COMPLETE", true), Kind.ROLLED_BACK));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE_FAILED", "UPDATE_FAILED", "IMPORT_ROLLBACK_FAILED"})
  void whoeverIsRefusedIsToldWhatToDo(String status) {
    assertThat(Decider.decide(DESIRED, broken(status, false), FIRST, NOT_RECORDED))
        .isInstanceOfSatisfying(
            StackAction.Refuse.class,
            refused -> assertThat(refused.reason()).contains("re-run the account"));
  }

  @Test
  void onlyWhatStuckIsLeftBehindAndOnlyTheSecondTime() {
    assertThat(Decider.decide(DESIRED, broken("ROLLBACK_COMPLETE", true), FIRST, NOT_RECORDED))
        .isEqualTo(new StackAction.DeleteFirst(false));
    assertThat(Decider.decide(DESIRED, broken("DELETE_FAILED", true), REPAIRED, NOT_RECORDED))
        .isEqualTo(new StackAction.DeleteFirst(true));
    StackState stuck = broken("UPDATE_ROLLBACK_FAILED", false);
    assertThat(Decider.decide(DESIRED, stuck, FIRST, NOT_RECORDED))
        .isEqualTo(new StackAction.ContinueRollback(false));
    assertThat(Decider.decide(DESIRED, stuck, CONTINUED, NOT_RECORDED))
        .isEqualTo(new StackAction.ContinueRollback(true));
  }

  private static Arguments row(
      StackState found,
      Attempt attempt,
      Optional<Applied> recorded,
      Class<? extends StackAction> expected,
      String reason) {
    return Arguments.of(found, attempt, recorded, expected, reason);
  }

  private static StackState absent() {
    return new StackState.Absent();
  }

  private static StackState settled(String status, Digest applied) {
    return new StackState.Settled("id", status, Optional.of(applied), THEN);
  }

  private static StackState broken(String status, boolean neverCreated) {
    return new StackState.Broken("id", status, neverCreated);
  }

  private static Optional<Applied> recorded(Digest digest, String stackId, Instant changed) {
    return Optional.of(new Applied(digest, stackId, changed));
  }
}
