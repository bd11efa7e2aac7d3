package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;

class CloudFormationStacksTest {
  private static final String ID =
      "arn:aws:cloudformation:us-east-1:111122223333:stack/FleetAccess-Spoke/1";
  private static final RoleStack STACK =
      new RoleStack(
          "FleetAccess-Spoke",
          "us-east-1",
          "Resources: {}",
          Map.of("HubAccountId", "222222222222"),
          Map.of(Digest.TAG, "ab".repeat(32), "team", "security"),
          new Digest("ab".repeat(32)));

  private final CloudFormationClient client = mock(CloudFormationClient.class);
  private final CloudFormationStacks stacks = new CloudFormationStacks(region -> client);
  private final AwsSession session =
      new AwsSession(
          new AccountId("111122223333"),
          "OrganizationAccountAccessRole",
          AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "token"),
          new AtomicInteger());

  @Test
  void aCreationSaysEverythingAndKeepsItsEvidence() {
    stacks.create(session, STACK, "token-1");

    var captor = ArgumentCaptor.forClass(CreateStackRequest.class);
    verify(client).createStack(captor.capture());
    CreateStackRequest sent = captor.getValue();
    assertThat(sent.stackName()).isEqualTo("FleetAccess-Spoke");
    assertThat(sent.templateBody()).isEqualTo("Resources: {}");
    assertThat(sent.capabilities()).containsExactly(Capability.CAPABILITY_NAMED_IAM);
    assertThat(sent.onFailure()).isEqualTo(OnFailure.ROLLBACK);
    assertThat(sent.clientRequestToken()).isEqualTo("token-1");
    assertThat(sent.parameters())
        .extracting(parameter -> parameter.parameterKey() + "=" + parameter.parameterValue())
        .containsExactly("HubAccountId=222222222222");
    assertThat(sent.tags())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly(Digest.TAG + "=" + "ab".repeat(32), "team=security");
    assertThat(sent.roleARN()).as("a service role could be used by others").isNull();
  }

  @Test
  void anUpdateThatFindsNothingToDoIsNoUpdateAndNoFailure() {
    when(client.updateStack(any(UpdateStackRequest.class)))
        .thenThrow(validation("No updates are to be performed."));

    assertThat(stacks.update(session, STACK, "token-1")).isFalse();
  }

  @Test
  void anUpdateOfWhatIsBeingWorkedOnIsAConflict() {
    when(client.updateStack(any(UpdateStackRequest.class)))
        .thenThrow(validation("Stack:" + ID + " is in UPDATE_IN_PROGRESS state and can not be"));

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> stacks.update(session, STACK, "token-1"))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.CONFLICT));
  }

  @Test
  void aDeletionIsOfTheVeryStackThatWasSeen() {
    stacks.delete(session, STACK, ID, "token-1", Set.of());

    DeleteStackRequest sent = deletions(1).getFirst();
    assertThat(sent.stackName()).isEqualTo(ID);
    assertThat(sent.clientRequestToken()).isEqualTo("token-1");
    assertThat(sent.hasRetainResources()).isFalse();
    verify(client, never()).updateTerminationProtection(anyProtection());
  }

  @Test
  void whatADeletionStuckAtStaysBehind() {
    stacks.delete(session, STACK, ID, "token-2", Set.of("Spoke"));

    assertThat(deletions(1).getFirst().retainResources()).containsExactly("Spoke");
  }

  @Test
  void terminationProtectionIsLiftedOnlyWhereItIsInTheWay() {
    doThrow(
            validation(
                "Stack [FleetAccess-Spoke] cannot be deleted while TerminationProtection is"
                    + " enabled"))
        .doAnswer(call -> DeleteStackResponse.builder().build())
        .when(client)
        .deleteStack(any(DeleteStackRequest.class));

    stacks.delete(session, STACK, ID, "token-1", Set.of());

    verify(client).updateTerminationProtection(anyProtection());
    deletions(2);
  }

  @Test
  void aStuckRollbackGoesOnWithoutWhatItStuckAtOnlyWhenTold() {
    stacks.continueRollback(session, STACK, ID, "token-1", Set.of());
    stacks.continueRollback(session, STACK, ID, "token-2", Set.of("Spoke"));

    var captor = ArgumentCaptor.forClass(ContinueUpdateRollbackRequest.class);
    verify(client, times(2)).continueUpdateRollback(captor.capture());
    assertThat(captor.getAllValues().getFirst().hasResourcesToSkip()).isFalse();
    assertThat(captor.getAllValues().get(1).resourcesToSkip()).containsExactly("Spoke");
    assertThat(captor.getAllValues().get(1).stackName()).isEqualTo(ID);
  }

  private List<DeleteStackRequest> deletions(int expected) {
    var captor = ArgumentCaptor.forClass(DeleteStackRequest.class);
    verify(client, times(expected)).deleteStack(captor.capture());
    return captor.getAllValues();
  }

  private static AwsServiceException validation(String message) {
    return CloudFormationException.builder()
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("ValidationError").errorMessage(message).build())
        .build();
  }

  private static Consumer<UpdateTerminationProtectionRequest.Builder> anyProtection() {
    return any();
  }
}
