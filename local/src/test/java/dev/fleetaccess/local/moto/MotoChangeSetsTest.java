package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.CloudFormationChangeSets;
import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.reconcile.ChangeSets;
import dev.fleetaccess.reconcile.ChangeSetsContract;
import dev.fleetaccess.reconcile.Stacks;
import dev.fleetaccess.release.RoleStack;
import org.junit.jupiter.api.extension.ExtendWith;

/** Change sets, moto's. */
@ExtendWith(MotoExtension.class)
class MotoChangeSetsTest extends ChangeSetsContract {
  private final Moto moto;
  private final Stacks stacks;
  private final ChangeSets port;
  private final Session session;

  MotoChangeSetsTest(Moto moto) {
    this.moto = moto;
    this.stacks = new CloudFormationStacks(moto.clients());
    this.port = new CloudFormationChangeSets(moto.clients());
    this.session = moto.session();
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
    // What is asked of it is done when it answers.
  }

  @Override
  protected void letRoleStandThere(Session in) {
    HandMade.role(moto, ROLE, "/security/");
  }

  @Override
  protected void letRoleBelongToAnother(Session in, RoleStack other) {
    stacks.create(in, other, "token-other");
  }
}
