package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.reconcile.Stacks;
import dev.fleetaccess.reconcile.StacksContract;
import dev.fleetaccess.release.RoleStack;
import org.junit.jupiter.api.extension.ExtendWith;

/** CloudFormation, the simulated organization's over the wire. */
@ExtendWith(PartsExtension.class)
class CloudFormationStacksTest extends StacksContract {
  private final Parts parts;
  private final Stacks port;
  private final Session session;

  CloudFormationStacksTest(Parts parts) {
    this.parts = parts;
    this.port = new CloudFormationStacks(parts.clients());
    AccountId account = parts.account();
    this.session =
        new StsAccess(parts.clients(), parts.clock())
            .enter(account, Parts.ACCESS_ROLE, Parts.TERMS);
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
    parts.settle();
  }

  @Override
  protected void letCreationFail(Session in, RoleStack stack) {
    // The name is taken by a role that no stack made.
    parts
        .world()
        .createRole(
            in.account().value(), RoleSpec.of(StacksContract.ROLE, Parts.trustOfManagement()));
  }
}
