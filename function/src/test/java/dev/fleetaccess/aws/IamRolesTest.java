package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.reconcile.LiveRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

class IamRolesTest {
  private final IamClient client = mock(IamClient.class);
  private final IamRoles roles = new IamRoles(() -> client);
  private final AwsSession session =
      new AwsSession(
          new AccountId("111122223333"),
          "OrganizationAccountAccessRole",
          AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "token"),
          new AtomicInteger());

  @Test
  void aRoleIsReadWholeAndItsPoliciesDecoded() {
    Consumer<GetRoleRequest.Builder> anyRole = any();
    when(client.getRole(anyRole))
        .thenReturn(
            GetRoleResponse.builder()
                .role(
                    role ->
                        role.roleName("spoke-001")
                            .path("/security/")
                            .assumeRolePolicyDocument("%7B%22Version%22%3A%22a+b%22%7D")
                            .maxSessionDuration(3600)
                            .permissionsBoundary(b -> b.permissionsBoundaryArn("arn:b"))
                            .tags(List.of(Tag.builder().key("k").value("v").build())))
                .build());
    Consumer<ListRolePoliciesRequest.Builder> anyNames = any();
    when(client.listRolePolicies(anyNames))
        .thenReturn(
            ListRolePoliciesResponse.builder()
                .policyNames("a")
                .isTruncated(true)
                .marker("m")
                .build())
        .thenReturn(ListRolePoliciesResponse.builder().policyNames("b").isTruncated(false).build());
    Consumer<GetRolePolicyRequest.Builder> anyPolicy = any();
    when(client.getRolePolicy(anyPolicy))
        .thenReturn(GetRolePolicyResponse.builder().policyDocument("%7B%7D").build());
    Consumer<ListAttachedRolePoliciesRequest.Builder> anyAttached = any();
    when(client.listAttachedRolePolicies(anyAttached))
        .thenReturn(
            ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(List.of(AttachedPolicy.builder().policyArn("arn:p").build()))
                .build());

    assertThat(roles.read(session, "spoke-001", "/security/"))
        .contains(
            new LiveRole(
                "spoke-001",
                "/security/",
                "{\"Version\":\"a+b\"}",
                Map.of("a", "{}", "b", "{}"),
                Set.of("arn:p"),
                Optional.of("arn:b"),
                "3600",
                Map.of("k", "v")));
  }

  @Test
  void aRoleThatIsNotThereIsNoFailure() {
    Consumer<GetRoleRequest.Builder> anyRole = any();
    when(client.getRole(anyRole)).thenThrow(gone());

    assertThat(roles.read(session, "spoke-001", "/security/")).isEmpty();
  }

  @Test
  void whatIsGoneAlreadyIsAsWanted() {
    Consumer<DetachRolePolicyRequest.Builder> anyDetach = any();
    when(client.detachRolePolicy(anyDetach)).thenThrow(gone());
    Consumer<DeleteRolePolicyRequest.Builder> anyDelete = any();
    when(client.deleteRolePolicy(anyDelete)).thenThrow(gone());

    assertThatCode(() -> roles.detach(session, "spoke-001", "arn:p")).doesNotThrowAnyException();
    assertThatCode(() -> roles.delete(session, "spoke-001", "a")).doesNotThrowAnyException();
  }

  @Test
  void aDenialIsNamed() {
    Consumer<GetRoleRequest.Builder> anyRole = any();
    when(client.getRole(anyRole))
        .thenThrow(
            IamException.builder()
                .awsErrorDetails(
                    AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage("no").build())
                .build());

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> roles.read(session, "spoke-001", "/security/"))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.DENIED));
  }

  private static Exception gone() {
    return NoSuchEntityException.builder()
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("NoSuchEntity").errorMessage("gone").build())
        .build();
  }
}
