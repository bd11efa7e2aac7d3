package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.reconcile.ChangeSets.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeSetStatusesTest {
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "DELETE_FAILED,   AVAILABLE,     whether it can still be carried out is not told",
    "REVIEW_PENDING,  UNAVAILABLE,   a status that came into being later",
    "CREATE_COMPLETE, EXECUTE_LATER, an execution that came into being later",
    ",                AVAILABLE,     no status at all",
    "CREATE_COMPLETE, ,              no execution at all"
  })
  void whatNobodyKnowsIsAFailureThatTellsTheRawText(
      String status, String execution, String reason) {
    assertThatExceptionOfType(RemoteFailure.class)
        .as(reason)
        .isThrownBy(() -> ChangeSetStatuses.state(status, execution, ""))
        .satisfies(
            e -> {
              assertThat(e.failure().kind()).isEqualTo(Failure.Kind.UNKNOWN);
              assertThat(e.failure().message()).contains("" + status, "" + execution);
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "DELETE_PENDING,     AVAILABLE",
    "DELETE_IN_PROGRESS, AVAILABLE",
    "DELETE_COMPLETE,    UNAVAILABLE",
    "CREATE_COMPLETE,    EXECUTE_FAILED"
  })
  void whatIsBeingDeletedOrWasCarriedOutIsGone(String status, String execution) {
    assertThat(ChangeSetStatuses.state(status, execution, "")).isEqualTo(new State.Gone());
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource({
    "Rate exceeded for operation 'GetRole'., THROTTLED",
    "User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: iam:GetRole, DENIED",
    "not authorized … with an explicit deny in a service control policy, DENIED_BY_CONTROL_POLICY",
    "not authorized to perform: iam:GetRole because no service control policy allows it,"
        + " DENIED_BY_CONTROL_POLICY",
    "not authorized to perform: iam:GetRole because no resource control policy allows it,"
        + " DENIED_BY_CONTROL_POLICY",
    "Cannot exceed quota for PoliciesPerRole: 10, LIMIT",
    "Stack:x is in UPDATE_IN_PROGRESS state and can not be updated., CONFLICT",
    "Internal Failure, UNAVAILABLE",
    "'As part of the import operation, you cannot modify or add [Outputs]', INVALID",
    "CloudFormation is attempting to import some resources because they already exist, INVALID",
    "The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation], INVALID",
    "Template error: instance of Fn::GetAtt references undefined resource Role, INVALID",
    "Parameters: [Hub] must have values, INVALID",
    "The moon stood in the way, UNKNOWN"
  })
  void aRefusedChangeSetIsNamedByItsWords(String words, Failure.Kind kind) {
    assertThat(ChangeSetStatuses.state("FAILED", "UNAVAILABLE", words))
        .isEqualTo(new State.Refused(kind, words));
  }
}
