package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.proof.Chain;
import dev.fleetaccess.proof.Target;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * Walks the chain by AssumeRole: as the worker into the hub role, and from there into another role,
 * where it reads once.
 *
 * <p>The hub's session carries the tag by which the hub's trust lets us in, and by which the hub's
 * own policy denies it everything but entering roles. The tag does not pass on to the spoke, whose
 * trust allows no tags.
 */
public final class StsChain implements Chain {
  private static final String HUB_ROLE = "hub-001";
  private static final String PATH = "security/";
  private static final String TAG = "fleetaccess:purpose";
  private static final String PURPOSE = "proof";

  /** An hour, the longest that a session begun from another session may have. */
  private static final int HUB_SECONDS = 3_600;

  /** 15 minutes, the shortest that STS gives; the session is used once. */
  private static final int ENTERED_SECONDS = 900;

  /** One a rollout under way would do. */
  private static final int KEPT = 50;

  private final StsClient sts;
  private final IamClient iam;
  private final OrganizationsClient organizations;
  private final String partition;
  private final KeptSessions<Entrance> sessions;

  private record Entrance(AccountId hub, String sessionName) {}

  /** The hub's session, with how it was entered. */
  private record Hub(Entrance entrance, AwsSession session) implements Session {
    @Override
    public AccountId account() {
      return session.account();
    }

    @Override
    public String role() {
      return session.role();
    }

    @Override
    public int calls() {
      return session.calls();
    }
  }

  public StsChain(AwsClients clients, InstantSource clock) {
    this(clients.sts(), clients.iam(), clients.organizations(), clients.partition(), clock);
  }

  StsChain(
      StsClient sts,
      IamClient iam,
      OrganizationsClient organizations,
      String partition,
      InstantSource clock) {
    this.sts = sts;
    this.iam = iam;
    this.organizations = organizations;
    this.partition = partition;
    this.sessions = new KeptSessions<>(clock, KEPT);
  }

  @Override
  public Session hub(AccountId hub, String sessionName) {
    var entrance = new Entrance(hub, sessionName);
    var calls = new AtomicInteger();
    AwsSessionCredentials credentials = sessions.get(entrance, () -> become(entrance, calls));
    return new Hub(entrance, new AwsSession(hub, HUB_ROLE, credentials, calls));
  }

  @Override
  public Session enter(Session session, AccountId account, Target target) {
    Hub hub = (Hub) session;
    AssumeRoleRequest request =
        AssumeRoleRequest.builder()
            .roleArn(arn(account, target.roleName()))
            .roleSessionName(hub.entrance().sessionName())
            .durationSeconds(ENTERED_SECONDS)
            .policy(target.sessionPolicy())
            .overrideConfiguration(hub.session().asRole())
            .build();
    try {
      var given = AwsFailures.call(AwsService.STS, () -> sts.assumeRole(request)).credentials();
      return hub.session().entering(account, target.roleName(), KeptSessions.of(given));
    } catch (RemoteFailure e) {
      if (e.failure().kind() == Failure.Kind.NOT_READY) {
        // The session is not known, as when the hub role was made anew since.
        sessions.forget(hub.entrance());
      }
      throw e;
    }
  }

  @Override
  public void read(Session entered, Target target) {
    AwsRequestOverrideConfiguration asRole = ((AwsSession) entered).asRole();
    switch (target) {
      case SPOKE ->
          AwsFailures.call(
              AwsService.IAM,
              () -> iam.getAccountSummary(request -> request.overrideConfiguration(asRole)));
      case ORG_READ_ONLY ->
          AwsFailures.call(
              AwsService.ORGANIZATIONS,
              () ->
                  organizations.listAccounts(
                      request -> request.maxResults(1).overrideConfiguration(asRole)));
    }
  }

  private Credentials become(Entrance entrance, AtomicInteger calls) {
    AssumeRoleRequest request =
        AssumeRoleRequest.builder()
            .roleArn(arn(entrance.hub(), HUB_ROLE))
            .roleSessionName(entrance.sessionName())
            .durationSeconds(HUB_SECONDS)
            .tags(List.of(Tag.builder().key(TAG).value(PURPOSE).build()))
            .overrideConfiguration(
                AwsRequestOverrideConfiguration.builder()
                    .putExecutionAttribute(CallCount.COUNTER, calls)
                    .build())
            .build();
    return AwsFailures.call(AwsService.STS, () -> sts.assumeRole(request)).credentials();
  }

  private String arn(AccountId account, String role) {
    return "arn:%s:iam::%s:role/%s%s".formatted(partition, account, PATH, role);
  }
}
