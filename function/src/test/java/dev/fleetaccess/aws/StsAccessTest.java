package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.SessionTerms;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class StsAccessTest {
  private static final AccountId ACCOUNT = new AccountId("111122223333");
  private static final String ROLE = "OrganizationAccountAccessRole";

  private final StsClient sts = mock(StsClient.class);
  private final FakeClock clock = new FakeClock();
  private final StsAccess access = new StsAccess(sts, "aws-us-gov", clock);

  @BeforeEach
  void everyRoleLetsUsIn() {
    when(sts.assumeRole(any(AssumeRoleRequest.class))).thenAnswer(call -> answer());
  }

  @Test
  void anAccountIsEnteredByItsRoleNarrowedByAPolicyAndNothingElseIsSent() {
    access.enter(ACCOUNT, ROLE, terms("release-1"));

    AssumeRoleRequest sent = sent();
    assertThat(sent.roleArn())
        .isEqualTo("arn:aws-us-gov:iam::111122223333:role/OrganizationAccountAccessRole");
    assertThat(sent.roleSessionName()).isEqualTo("release-1");
    assertThat(sent.policy()).isEqualTo("{}");
    assertThat(sent.durationSeconds()).isEqualTo(3_600);
    assertThat(sent.externalId()).isNull();
    assertThat(sent.hasTags()).isFalse();
    assertThat(sent.sourceIdentity()).isNull();
  }

  @Test
  void aSessionIsKeptUntilShortlyBeforeItEnds() {
    access.enter(ACCOUNT, ROLE, terms("release-1"));
    clock.advance(Duration.ofMinutes(54));
    access.enter(ACCOUNT, ROLE, terms("release-1"));
    assumed(1);

    clock.advance(Duration.ofMinutes(2));
    access.enter(ACCOUNT, ROLE, terms("release-1"));
    assumed(2);
  }

  @Test
  void anotherRolloutEntersForItself() {
    access.enter(ACCOUNT, ROLE, terms("release-1"));
    access.enter(ACCOUNT, ROLE, terms("release-2"));
    access.enter(ACCOUNT, "AWSControlTowerExecution", terms("release-1"));
    access.enter(new AccountId("444455556666"), ROLE, terms("release-1"));

    assumed(4);
  }

  @Test
  void noMoreSessionsAreKeptThanFit() {
    for (int i = 0; i <= 2_000; i++) {
      access.enter(new AccountId("%012d".formatted(i)), ROLE, terms("release-1"));
    }
    access.enter(new AccountId("%012d".formatted(2_000)), ROLE, terms("release-1"));
    assumed(2_001);

    access.enter(new AccountId("%012d".formatted(0)), ROLE, terms("release-1"));
    assumed(2_002);
  }

  @Test
  void whoIsNotLetInIsToldAndTriesAgain() {
    var denied =
        StsException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage("no").build())
            .statusCode(403)
            .build();
    when(sts.assumeRole(any(AssumeRoleRequest.class)))
        .thenThrow(denied)
        .thenAnswer(call -> answer());

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> access.enter(ACCOUNT, ROLE, terms("release-1")))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.DENIED));
    assertThat(access.enter(ACCOUNT, ROLE, terms("release-1")).account()).isEqualTo(ACCOUNT);
  }

  @Test
  void aSessionNeverShowsItsCredentials() {
    assertThat(access.enter(ACCOUNT, ROLE, terms("release-1")))
        .hasToString("OrganizationAccountAccessRole in 111122223333");
  }

  private void assumed(int calls) {
    verify(sts, times(calls)).assumeRole(any(AssumeRoleRequest.class));
  }

  private AssumeRoleRequest sent() {
    var captor = ArgumentCaptor.forClass(AssumeRoleRequest.class);
    verify(sts).assumeRole(captor.capture());
    return captor.getValue();
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

  private static SessionTerms terms(String name) {
    return new SessionTerms(name, "{}");
  }
}
