package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.SessionTerms;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Enters accounts by AssumeRole, narrowed by a session policy.
 *
 * <p>No external id, tag or source identity is sent: the roles that AWS makes in new accounts allow
 * {@code sts:AssumeRole} and nothing beside it, and would refuse.
 */
public final class StsAccess implements Access {
  /**
   * An hour, the longest that a session begun from another session may have; a longer one is
   * refused. Not less, because CloudFormation works on with the session that began an operation.
   */
  private static final int SECONDS = 3_600;

  /** Sessions kept; some 2 KB each. */
  private static final int KEPT = 2_000;

  private final StsClient sts;
  private final String partition;
  private final KeptSessions<Entrance> sessions;

  private record Entrance(AccountId account, String role, SessionTerms terms) {}

  public StsAccess(AwsClients clients, InstantSource clock) {
    this(clients.sts(), clients.partition(), clock);
  }

  StsAccess(StsClient sts, String partition, InstantSource clock) {
    this.sts = sts;
    this.partition = partition;
    this.sessions = new KeptSessions<>(clock, KEPT);
  }

  @Override
  public Session enter(AccountId account, String role, SessionTerms terms) {
    var entrance = new Entrance(account, role, terms);
    var calls = new AtomicInteger();
    AwsSessionCredentials credentials = sessions.get(entrance, () -> assume(entrance, calls));
    return new AwsSession(account, role, credentials, calls);
  }

  private Credentials assume(Entrance entrance, AtomicInteger calls) {
    AssumeRoleRequest request =
        AssumeRoleRequest.builder()
            .roleArn(
                "arn:%s:iam::%s:role/%s".formatted(partition, entrance.account(), entrance.role()))
            .roleSessionName(entrance.terms().name())
            .policy(entrance.terms().policy())
            .durationSeconds(SECONDS)
            .overrideConfiguration(
                AwsRequestOverrideConfiguration.builder()
                    .putExecutionAttribute(CallCount.COUNTER, calls)
                    .build())
            .build();
    return AwsFailures.call(AwsService.STS, () -> sts.assumeRole(request)).credentials();
  }
}
