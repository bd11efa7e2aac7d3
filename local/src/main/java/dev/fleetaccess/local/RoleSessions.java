package dev.fleetaccess.local;

import dev.fleetaccess.local.lambda.Session;
import dev.fleetaccess.local.lambda.Sessions;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.AwsError;
import java.time.Duration;
import java.util.Objects;

/** Sessions of roles in the simulated organization, opened as the Lambda service opens them. */
final class RoleSessions implements Sessions {
  private static final String LAMBDA = "lambda.amazonaws.com";

  /** How long a session lasts; the SDK asks for the next one before it ends. */
  private static final Duration LASTING = Duration.ofHours(1);

  private final SimulatedOrganization world;

  RoleSessions(SimulatedOrganization world) {
    this.world = Objects.requireNonNull(world);
  }

  @Override
  public Session open(String roleArn, String sessionName) {
    try {
      return session(world.assumeAs(LAMBDA, roleArn, sessionName, LASTING));
    } catch (AwsError e) {
      throw new IllegalStateException(e.text(), e);
    }
  }

  /** A session without asking the role's trust: for whoever owns the simulated organization. */
  Session issue(String roleArn, String sessionName) {
    return issue(roleArn, sessionName, LASTING);
  }

  /** The same for so long. */
  Session issue(String roleArn, String sessionName, Duration lasting) {
    return session(world.issue(roleArn, sessionName, lasting));
  }

  private static Session session(dev.fleetaccess.local.sim.sts.Session opened) {
    var credentials = opened.credentials();
    return new Session(
        credentials.accessKeyId(),
        credentials.secretAccessKey(),
        credentials.sessionToken(),
        credentials.expires());
  }
}
