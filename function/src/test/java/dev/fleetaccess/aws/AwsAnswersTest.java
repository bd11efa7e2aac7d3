package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.reconcile.ChangeSets.State;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.release.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsAnswersTest {
  private static final Instant CHANGED = Instant.parse("2026-11-20T03:00:00Z");

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "sts,            AccessDenied,    403, DENIED,      read by the table",
    "cloudformation, Throttling,      400, THROTTLED,   read by the table",
    "cloudformation, Never seen,      400, UNKNOWN,     a code that nobody knows",
    "dynamodb,       Never seen,      503, UNAVAILABLE, a code that nobody knows of a service in"
        + " trouble",
  })
  void anErrorIsReadAsTheAdaptersReadIt(
      String service, String code, int status, Failure.Kind kind, String reason) {
    assertThat(AwsAnswers.failure(service, code, status, "words"))
        .isEqualTo(new Failure(kind, code, "words"));
  }

  @Test
  void aStackIsReadAsTheAdapterReadsIt() {
    String digest = "0".repeat(64);
    assertThat(AwsAnswers.stack("id", "UPDATE_COMPLETE", Map.of(Digest.TAG, digest), CHANGED))
        .isEqualTo(
            new StackState.Settled(
                "id", "UPDATE_COMPLETE", Optional.of(new Digest(digest)), CHANGED));
    assertThat(AwsAnswers.stack("id", "ROLLBACK_COMPLETE", Map.of(), CHANGED))
        .isEqualTo(new StackState.Broken("id", "ROLLBACK_COMPLETE", true));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "DELETE_FAILED DELETE_IN_PROGRESS ROLLBACK_COMPLETE CREATE_IN_PROGRESS, true, rolled back",
    "DELETE_FAILED DELETE_IN_PROGRESS REVIEW_IN_PROGRESS, true, never carried out",
    "DELETE_FAILED DELETE_IN_PROGRESS CREATE_COMPLETE CREATE_IN_PROGRESS, false, it lived",
    "DELETE_FAILED IMPORT_COMPLETE REVIEW_IN_PROGRESS, false, it took roles over and lived",
    "DELETE_FAILED DELETE_IN_PROGRESS, false, its beginning is forgotten",
    "'', false, nothing is told"
  })
  void aStackNeverLivedWhenItsEventsShowItWhole(String newestFirst, boolean never, String why) {
    List<String> statuses = newestFirst.isEmpty() ? List.of() : List.of(newestFirst.split(" "));

    assertThat(AwsAnswers.neverLived(statuses)).as(why).isEqualTo(never);
  }

  @Test
  void aChangeSetIsReadAsTheAdapterReadsIt() {
    assertThat(AwsAnswers.changeSet("CREATE_COMPLETE", "AVAILABLE", ""))
        .isEqualTo(new State.Ready());
    assertThat(AwsAnswers.changeSet("FAILED", "UNAVAILABLE", "Rate exceeded"))
        .isEqualTo(new State.Refused(Failure.Kind.THROTTLED, "Rate exceeded"));
  }

  @Test
  void anEventIsACauseWhenItFailedInOurOperationAndIsNoEcho() {
    assertThat(AwsAnswers.isCause("token", Optional.of("token"), "CREATE_FAILED", "because"))
        .isTrue();
    assertThat(AwsAnswers.isCause("token", Optional.of("other"), "CREATE_FAILED", "because"))
        .isFalse();
    assertThat(AwsAnswers.isCause("token", Optional.empty(), "CREATE_FAILED", "because")).isFalse();
    assertThat(AwsAnswers.isCause("token", Optional.of("token"), "CREATE_COMPLETE", "")).isFalse();
    assertThat(
            AwsAnswers.isCause(
                "token", Optional.of("token"), "CREATE_FAILED", "Resource creation cancelled"))
        .isFalse();
  }
}
