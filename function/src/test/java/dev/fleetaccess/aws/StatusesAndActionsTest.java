package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.reconcile.Decider;
import dev.fleetaccess.reconcile.StackAction;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Every status of CloudFormation, and what becomes of a stack that stands so. */
class StatusesAndActionsTest {
  private static final Digest WANTED = new Digest("a".repeat(64));
  private static final RoleStack DESIRED =
      new RoleStack(
          "FleetAccess-Spoke",
          "us-east-1",
          "{}",
          Map.of(),
          Map.of(Digest.TAG, WANTED.value()),
          WANTED);
  private static final Attempt OURS = Attempt.FIRST.wrote("token");

  /** Status; what is done when it is found; when it is found after our own write; why. */
  static final String ROWS =
      """
      CREATE_IN_PROGRESS                           | Wait             | Wait    | it comes to an end by itself
      CREATE_FAILED                                | DeleteFirst      | GiveUp  | told not to roll back: it never lived
      CREATE_COMPLETE                              | Update           | GiveUp  | it stands; after our write it should carry our digest
      ROLLBACK_IN_PROGRESS                         | Wait             | Wait    | a creation is being taken back
      ROLLBACK_FAILED                              | DeleteFirst      | GiveUp  | the first creation's rollback: it never lived
      ROLLBACK_COMPLETE                            | DeleteFirst      | GiveUp  | only deletion is possible
      DELETE_IN_PROGRESS                           | Wait             | Wait    | it goes away
      DELETE_FAILED                                | Refuse           | GiveUp  | who began the deletion is not told: it may have lived
      DELETE_COMPLETE                              | Create           | GiveUp  | there is none; after our write somebody removed it
      UPDATE_IN_PROGRESS                           | Wait             | Wait    | somebody works on it
      UPDATE_COMPLETE_CLEANUP_IN_PROGRESS          | Wait             | Wait    | an update would be refused still
      UPDATE_COMPLETE                              | Update           | GiveUp  | it stands
      UPDATE_FAILED                                | Refuse           | GiveUp  | somebody told it not to roll back: half of it is theirs
      UPDATE_ROLLBACK_IN_PROGRESS                  | Wait             | Wait    | an update is being taken back
      UPDATE_ROLLBACK_FAILED                       | ContinueRollback | GiveUp  | it lives, and the rollback can go on
      UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS | Wait             | Wait    | nearly taken back
      UPDATE_ROLLBACK_COMPLETE                     | Update           | GiveUp  | it stands as before; after our write that is our failure
      REVIEW_IN_PROGRESS                           | DeleteFirst      | GiveUp  | a change set nobody carried out: nothing ends it
      IMPORT_IN_PROGRESS                           | Wait             | Wait    | somebody takes resources over
      IMPORT_COMPLETE                              | Update           | Update  | it stands; we never import, so somebody did after our write
      IMPORT_ROLLBACK_IN_PROGRESS                  | Wait             | Wait    | an import is being taken back
      IMPORT_ROLLBACK_FAILED                       | Refuse           | GiveUp  | what it took over is not ours to touch
      IMPORT_ROLLBACK_COMPLETE                     | Update           | GiveUp  | it stands as before
      """;

  @Test
  void noStatusOfTheSdkIsMissing() {
    var known = EnumSet.allOf(StackStatus.class);
    known.remove(StackStatus.UNKNOWN_TO_SDK_VERSION);

    assertThat(rows().map(row -> row.get()[0]).collect(Collectors.toSet()))
        .isEqualTo(known.stream().map(StackStatus::toString).collect(Collectors.toSet()));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("rows")
  void aStatusHasItsAction(String status, String found, String afterOurWrite, String reason) {
    assertThat(action(status, Attempt.FIRST)).as(reason).isEqualTo(found);
    assertThat(action(status, OURS)).as(reason).isEqualTo(afterOurWrite);
  }

  static java.util.stream.Stream<Arguments> rows() {
    return ROWS.lines().map(line -> Arguments.of((Object[]) line.strip().split(" *\\| *")));
  }

  private static String action(String status, Attempt attempt) {
    StackState state =
        StackStatuses.state(
            Stack.builder()
                .stackId("id")
                .stackStatus(status)
                .creationTime(Instant.parse("2026-11-20T03:00:00Z"))
                .build());
    StackAction action = Decider.decide(DESIRED, state, attempt, Optional.empty());
    return action.getClass().getSimpleName();
  }
}
