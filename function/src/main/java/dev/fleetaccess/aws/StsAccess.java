package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Enters accounts by AssumeRole.
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

  /** A kept session is not handed out when it is about to end under somebody's hands. */
  private static final Duration SPARE = Duration.ofMinutes(5);

  /** Sessions kept; some 2 KB each. */
  private static final int KEPT = 2_000;

  private final StsClient sts;
  private final String partition;
  private final InstantSource clock;
  private final Map<Entrance, Kept> sessions =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Entrance, Kept> eldest) {
          return size() > KEPT;
        }
      };

  private record Entrance(AccountId account, String role, String sessionName) {}

  private record Kept(AwsSessionCredentials credentials, Instant until) {
    @Override
    public String toString() {
      return "a session until " + until;
    }
  }

  public StsAccess(AwsClients clients, InstantSource clock) {
    this(clients.sts(), clients.partition(), clock);
  }

  StsAccess(StsClient sts, String partition, InstantSource clock) {
    this.sts = sts;
    this.partition = partition;
    this.clock = clock;
  }

  @Override
  public Session enter(AccountId account, String role, String sessionName) {
    var entrance = new Entrance(account, role, sessionName);
    var calls = new AtomicInteger();
    AwsSessionCredentials credentials =
        kept(entrance).orElseGet(() -> keep(entrance, assume(entrance, calls)));
    return new AwsSession(account, role, credentials, calls);
  }

  private Optional<AwsSessionCredentials> kept(Entrance entrance) {
    synchronized (sessions) {
      return Optional.ofNullable(sessions.get(entrance))
          .filter(kept -> clock.instant().isBefore(kept.until().minus(SPARE)))
          .map(Kept::credentials);
    }
  }

  /** Two who enter the same way at the same time both assume the role: harmless, and no wait. */
  private AwsSessionCredentials keep(Entrance entrance, Credentials given) {
    var credentials =
        AwsSessionCredentials.create(
            given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
    synchronized (sessions) {
      sessions.put(entrance, new Kept(credentials, given.expiration()));
    }
    return credentials;
  }

  private Credentials assume(Entrance entrance, AtomicInteger calls) {
    AssumeRoleRequest request =
        AssumeRoleRequest.builder()
            .roleArn(
                "arn:%s:iam::%s:role/%s".formatted(partition, entrance.account(), entrance.role()))
            .roleSessionName(entrance.sessionName())
            .durationSeconds(SECONDS)
            .overrideConfiguration(
                AwsRequestOverrideConfiguration.builder()
                    .putExecutionAttribute(CallCount.COUNTER, calls)
                    .build())
            .build();
    return AwsFailures.call(AwsService.STS, () -> sts.assumeRole(request)).credentials();
  }
}
