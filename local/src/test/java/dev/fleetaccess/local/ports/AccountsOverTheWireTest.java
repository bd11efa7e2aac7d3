package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.AwsOrganization;
import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.AccessContract;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.OrganizationContract;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.reconcile.Stacks;
import dev.fleetaccess.reconcile.StacksContract;
import dev.fleetaccess.release.RoleStack;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the ports to accounts keep to, the simulated organization keeps to by our adapters. */
@ExtendWith(PartsExtension.class)
class AccountsOverTheWireTest {
  private static final String ACCESS_ROLE = "OrganizationAccountAccessRole";

  @Nested
  class AwsOrganizationTest extends OrganizationContract {
    private final Organization port;

    AwsOrganizationTest(Parts parts) {
      port = new AwsOrganization(parts.clients());
    }

    @Override
    protected Organization port() {
      return port;
    }

    @Override
    protected Set<AccountId> ids() {
      return Stream.concat(
              Stream.of("111111111111", "222222222222").map(AccountId::new),
              IntStream.range(1, Parts.MEMBERS).mapToObj(Parts::member))
          .collect(Collectors.toSet());
    }
  }

  @Nested
  class StsAccessTest extends AccessContract {
    private final Access port;

    StsAccessTest(Parts parts) {
      port = new StsAccess(parts.clients(), parts.clock());
    }

    @Override
    protected Access port() {
      return port;
    }

    @Override
    protected AccountId account() {
      return Parts.member(1);
    }

    @Override
    protected String role() {
      return ACCESS_ROLE;
    }
  }

  @Nested
  class CloudFormationStacksTest extends StacksContract {
    /** Longer than a stack takes. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Parts parts;
    private final Stacks port;
    private final Session session;

    CloudFormationStacksTest(Parts parts) {
      this.parts = parts;
      this.port = new CloudFormationStacks(parts.clients());
      AccountId account = parts.account();
      this.session =
          new StsAccess(parts.clients(), parts.clock()).enter(account, ACCESS_ROLE, "contract");
    }

    @Override
    protected Stacks port() {
      return port;
    }

    @Override
    protected Session session() {
      return session;
    }

    @Override
    protected void settle() {
      // A creation that fails is rolled back, each in its own time.
      for (int step = 0; step < 2; step++) {
        parts.clock().advance(LONG);
        parts.world().settle();
      }
    }

    @Override
    protected void letCreationFail(Session in, RoleStack stack) {
      // The name is taken by a role that no stack made.
      parts
          .world()
          .createRole(in.account().value(), RoleSpec.of(StacksContract.ROLE, Parts.trustOfManagement()));
    }
  }
}
