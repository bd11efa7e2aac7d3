package dev.fleetaccess.local.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.reconcile.Roles;
import dev.fleetaccess.reconcile.RolesContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** IAM, the rehearsal's. */
class SimulatedRolesTest extends RolesContract {
  private static final String POLICY =
      "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}";

  private static final String TRUST =
      "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
          + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}}";

  private final Rehearsed rehearsed = new Rehearsed();
  private final Session session = rehearsed.session();

  @Override
  protected Roles port() {
    return rehearsed.roles();
  }

  @Override
  protected Session session() {
    return session;
  }

  /** Sets without an order are told in another one by each JVM, and a replay would differ. */
  @Test
  void namesAreToldInTheirOrder() {
    Map<String, String> inline = new TreeMap<>();
    List.of("f", "b", "e", "a", "d", "c").forEach(name -> inline.put(name, POLICY));
    stands(
        session,
        new LiveRole("many", "/", TRUST, inline, Set.of(), Optional.empty(), "3600", Map.of()));

    port().read(session, "many", "/");

    assertThat(rehearsed.trace().last(session.account().value()))
        .anySatisfy(line -> assertThat(line).endsWith("-> [a, b, c, d, e, f]"));
  }

  @Override
  protected void stands(Session in, LiveRole role) {
    SimulatedRole.make(rehearsed.world(), in.account(), role);
  }
}
