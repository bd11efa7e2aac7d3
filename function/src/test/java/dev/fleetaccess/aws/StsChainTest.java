package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.proof.Target;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.ListAccountsRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class StsChainTest {
  private static final AccountId HUB = new AccountId("222222222222");
  private static final AccountId SPOKE = new AccountId("300000000001");
  private static final String HUB_ARN = "arn:aws-us-gov:iam::222222222222:role/security/hub-001";
  private static final String SPOKE_ARN =
      "arn:aws-us-gov:iam::300000000001:role/security/spoke-001";

  private final StsClient sts = mock(StsClient.class);
  private final IamClient iam = mock(IamClient.class);
  private final OrganizationsClient organizations = mock(OrganizationsClient.class);
  private final FakeClock clock = new FakeClock();
  private final StsChain chain = new StsChain(sts, iam, organizations, "aws-us-gov", clock);

  @BeforeEach
  void everyRoleLetsUsIn() {
    when(sts.assumeRole(any(AssumeRoleRequest.class))).thenAnswer(call -> answer());
  }

  @Test
  void theHubIsBecomeWithExactlyTheTagThatItsTrustDemands() {
    chain.hub(HUB, "release-1");

    AssumeRoleRequest sent = sent().getFirst();
    assertThat(sent.roleArn()).isEqualTo(HUB_ARN);
    assertThat(sent.tags())
        .singleElement()
        .satisfies(
            tag -> {
              assertThat(tag.key()).isEqualTo("fleetaccess:purpose");
              assertThat(tag.value()).isEqualTo("proof");
            });
    assertThat(sent.hasTransitiveTagKeys()).as("a spoke's trust allows no tags").isFalse();
  }

  @Test
  void theSpokeIsEnteredAsTheHubAndAsNobodyElse() {
    chain.enter(chain.hub(HUB, "release-1"), SPOKE, Target.SPOKE);

    AssumeRoleRequest sent = sent().getLast();
    assertThat(sent.roleArn()).isEqualTo(SPOKE_ARN);
    assertThat(sent.hasTags()).isFalse();
    assertThat(sent.policy())
        .as("whatever the spoke may do, the proof may do the one read")
        .contains("\"Action\":\"iam:GetAccountSummary\"")
        .doesNotContain(",\"Action\":\"*\"");
    assertThat(
            sent.overrideConfiguration()
                .orElseThrow()
                .credentialsProvider()
                .orElseThrow()
                .resolveCredentials()
                .accessKeyId())
        .isEqualTo("ASIAEXAMPLE");
  }

  @Test
  void theSpokeReadsItsAccountsSummaryAndOrgReadOnlyListsAnAccount() {
    Session hub = chain.hub(HUB, "release-1");

    chain.read(chain.enter(hub, SPOKE, Target.SPOKE), Target.SPOKE);
    chain.read(chain.enter(hub, SPOKE, Target.ORG_READ_ONLY), Target.ORG_READ_ONLY);

    verify(iam)
        .getAccountSummary(ArgumentMatchers.<Consumer<GetAccountSummaryRequest.Builder>>any());
    verify(organizations)
        .listAccounts(ArgumentMatchers.<Consumer<ListAccountsRequest.Builder>>any());
    assertThat(sent().getLast().roleArn()).endsWith(":role/security/org-read-only-001");
    assertThat(sent().getLast().policy()).contains("organizations:ListAccounts");
  }

  @Test
  void theHubsSessionIsKeptUntilShortlyBeforeItEnds() {
    chain.hub(HUB, "release-1");
    clock.advance(Duration.ofMinutes(54));
    chain.hub(HUB, "release-1");
    assertThat(sent()).hasSize(1);

    clock.advance(Duration.ofMinutes(2));
    chain.hub(HUB, "release-1");
    assertThat(sent()).hasSize(2);
  }

  @Test
  void aSessionThatStsDoesNotKnowIsNotKept() {
    Session hub = chain.hub(HUB, "release-1");
    fails("InvalidClientTokenId");

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> chain.enter(hub, SPOKE, Target.SPOKE));

    everyRoleLetsUsIn();
    chain.hub(HUB, "release-1");
    assertThat(sent()).extracting(AssumeRoleRequest::roleArn).endsWith(SPOKE_ARN, HUB_ARN);
  }

  @Test
  void aRefusalLeavesTheHubsSessionKept() {
    Session hub = chain.hub(HUB, "release-1");
    fails("AccessDenied");

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> chain.enter(hub, SPOKE, Target.SPOKE));

    everyRoleLetsUsIn();
    chain.hub(HUB, "release-1");
    assertThat(sent()).extracting(AssumeRoleRequest::roleArn).containsExactly(HUB_ARN, SPOKE_ARN);
  }

  private void fails(String code) {
    var failure =
        StsException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
            .statusCode(403)
            .build();
    when(sts.assumeRole(any(AssumeRoleRequest.class))).thenThrow(failure);
  }

  private List<AssumeRoleRequest> sent() {
    var captor = ArgumentCaptor.forClass(AssumeRoleRequest.class);
    verify(sts, atLeastOnce()).assumeRole(captor.capture());
    return captor.getAllValues();
  }

  private AssumeRoleResponse answer() {
    return AssumeRoleResponse.builder()
        .credentials(
            given ->
                given
                    .accessKeyId("ASIAEXAMPLE")
                    .secretAccessKey("secret")
                    .sessionToken("token")
                    .expiration(clock.instant().plus(Duration.ofHours(1))))
        .build();
  }
}
