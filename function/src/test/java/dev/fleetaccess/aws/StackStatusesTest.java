package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetaccess.aws.StackStatuses.Meaning;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.release.Digest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

class StackStatusesTest {
  private static final String ID =
      "arn:aws:cloudformation:us-east-1:111122223333:stack/FleetAccess-Spoke/1";
  private static final Instant CREATED = Instant.parse("2026-11-20T03:00:00Z");
  private static final Instant UPDATED = Instant.parse("2026-11-21T03:00:00Z");

  @Test
  void theTableKnowsEveryStatusThatTheSdkKnows() {
    var known = EnumSet.allOf(StackStatus.class);
    known.remove(StackStatus.UNKNOWN_TO_SDK_VERSION);

    assertThat(StackStatuses.TABLE.keySet()).isEqualTo(known);
  }

  @ParameterizedTest(name = "{0} is {1}: {2}")
  @CsvSource({
    "CREATE_COMPLETE, SETTLED, the good end",
    "UPDATE_ROLLBACK_COMPLETE, SETTLED, it stands as before and takes an update",
    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, BUSY, an update would be refused",
    "CREATE_FAILED, NEVER_CREATED, nothing of it lives",
    "ROLLBACK_COMPLETE, NEVER_CREATED, only deletion is possible",
    "ROLLBACK_FAILED, NEVER_CREATED, the creation's rollback",
    "REVIEW_IN_PROGRESS, NEVER_CREATED, nothing will end it",
    "UPDATE_ROLLBACK_FAILED, BROKEN, it has lived",
    "DELETE_FAILED, BROKEN, it may have lived",
    "DELETE_IN_PROGRESS, BUSY, it goes away",
    "DELETE_COMPLETE, GONE, it went away",
    "REFACTOR_IN_PROGRESS, BUSY, a status of the future by its ending"
  })
  void aStatusComesTo(String status, Meaning meaning, String reason) {
    assertThat(StackStatuses.meaning(status)).as(reason).isEqualTo(meaning);
  }

  @Test
  void aStatusThatNobodyKnowsIsToldAndTriedAgain() {
    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> StackStatuses.meaning("REFACTOR_COMPLETE"))
        .satisfies(
            e -> {
              assertThat(e.failure().kind()).isEqualTo(Failure.Kind.UNKNOWN);
              assertThat(e.failure().message()).contains("REFACTOR_COMPLETE");
              assertThat(e.failure().kind().retryable()).isTrue();
            });
  }

  @Test
  void noStatusOfAStackThatLivedLetsItBeDeleted() {
    assertThat(StackStatuses.TABLE)
        .allSatisfy(
            (status, meaning) -> {
              if (status.toString().startsWith("UPDATE_")
                  || status.toString().startsWith("IMPORT_")) {
                assertThat(meaning).isNotEqualTo(Meaning.NEVER_CREATED);
              }
            });
  }

  @Test
  void aSettledStackTellsItsDigestAndWhenItChanged() {
    String digest = "ab".repeat(32);
    Stack stack =
        stack(StackStatus.UPDATE_COMPLETE)
            .tags(tag("team", "security"), tag(Digest.TAG, digest))
            .lastUpdatedTime(UPDATED)
            .build();

    assertThat(StackStatuses.state(stack))
        .isEqualTo(
            new StackState.Settled(
                ID, "UPDATE_COMPLETE", Optional.of(new Digest(digest)), UPDATED));
  }

  @Test
  void aStackThatWasNeverUpdatedChangedWhenItWasCreated() {
    Stack stack =
        stack(StackStatus.CREATE_COMPLETE).tags(tag(Digest.TAG, "written by hand")).build();

    assertThat(StackStatuses.state(stack))
        .as("and a tag that is no digest counts as none")
        .isEqualTo(new StackState.Settled(ID, "CREATE_COMPLETE", Optional.empty(), CREATED));
  }

  @Test
  void aStatusOfTheFutureKeepsItsName() {
    Stack stack = Stack.builder().stackId(ID).stackStatus("REFACTOR_IN_PROGRESS").build();

    assertThat(StackStatuses.state(stack))
        .isEqualTo(new StackState.Busy(ID, "REFACTOR_IN_PROGRESS"));
  }

  private static Stack.Builder stack(StackStatus status) {
    return Stack.builder().stackId(ID).stackStatus(status).creationTime(CREATED);
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
