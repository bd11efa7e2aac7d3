package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.CloudFormationChangeSets;
import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.reconcile.ChangeSets;
import dev.fleetaccess.reconcile.ChangeSetsContract;
import dev.fleetaccess.reconcile.Stacks;
import dev.fleetaccess.release.RoleStack;
import org.junit.jupiter.api.extension.ExtendWith;

/** Change sets, the simulated organization's over the wire. */
@ExtendWith(PartsExtension.class)
class CloudFormationChangeSetsTest extends ChangeSetsContract {
  private final Parts parts;
  private final Stacks stacks;
  private final ChangeSets port;
  private final Session session;

  CloudFormationChangeSetsTest(Parts parts) {
    this.parts = parts;
    this.stacks = new CloudFormationStacks(parts.clients());
    this.port = new CloudFormationChangeSets(parts.clients());
    this.session =
        new StsAccess(parts.clients(), parts.clock())
            .enter(parts.account(), Parts.ACCESS_ROLE, Parts.TERMS);
  }

  @Override
  protected ChangeSets port() {
    return port;
  }

  @Override
  protected Stacks stacks() {
    return stacks;
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
  protected void letRoleStandThere(Session in) {
    parts
        .world()
        .createRole(
            in.account().value(), RoleSpec.of(ROLE, Parts.trustOfManagement()).at("/security/"));
  }

  @Override
  protected void letRoleBelongToAnother(Session in, RoleStack other) {
    stacks.create(in, other, "token-other");
  }
}
