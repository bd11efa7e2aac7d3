package dev.fleetaccess.local.sim.sts;

import dev.fleetaccess.local.sim.base.Agenda;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Identifiers;
import dev.fleetaccess.local.sim.iam.IamDirectory;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.sts.Session.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sessions that were made, by access key id. */
public final class Sessions {
  /** How long an expired key is still told apart from one that never was. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final IamDirectory iam;
  private final Agenda agenda;
  private final Identifiers identifiers;
  private final Map<String, Session> byKey = new LinkedHashMap<>();

  /** No sessions yet. */
  public Sessions(IamDirectory iam, Agenda agenda, Identifiers identifiers) {
    this.iam = iam;
    this.agenda = agenda;
    this.identifiers = identifiers;
  }

  /**
   * The session of a key that is valid now.
   *
   * @throws AwsError {@code InvalidClientTokenId} when there is none or its role is gone; {@code
   *     ExpiredToken} when it has ended
   */
  public Session authenticate(String accessKeyId) {
    var session = byKey.get(accessKeyId);
    if (session == null || iam.byId(session.roleId()).isEmpty()) {
      throw AwsError.of(
          "InvalidClientTokenId", 403, "The security token included in the request is invalid.");
    }
    if (!session.credentials().expires().isAfter(agenda.time())) {
      throw AwsError.of(
          "ExpiredToken", 403, "The security token included in the request is expired");
    }
    return session;
  }

  /** Remembers a session of that role under fresh credentials. */
  Session open(Role role, Duration lasting, SessionTerms terms) {
    var now = agenda.time();
    forget(now);
    var credentials =
        new Credentials(
            identifiers.accessKeyId(),
            identifiers.alphanumeric(40),
            identifiers.alphanumeric(96),
            now.plus(lasting));
    var session =
        new Session(
            credentials,
            terms.partition(),
            role.account(),
            role.uniqueId(),
            role.arn(),
            terms.name(),
            terms.policies(),
            terms.tags(),
            terms.transitiveTags(),
            terms.sourceIdentity());
    byKey.put(credentials.accessKeyId(), session);
    return session;
  }

  private void forget(Instant now) {
    var oldest = byKey.values().iterator();
    while (oldest.hasNext()
        && oldest.next().credentials().expires().plus(REMEMBERED).isBefore(now)) {
      oldest.remove();
    }
  }
}
