package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.reconcile.Stacks;
import dev.fleetaccess.reconcile.StacksContract;
import dev.fleetaccess.release.RoleStack;
import org.junit.jupiter.api.extension.ExtendWith;

/** CloudFormation, moto's. */
@ExtendWith(MotoExtension.class)
class MotoStacksTest extends StacksContract {
  private final Moto moto;
  private final Stacks port;
  private final Session session;

  MotoStacksTest(Moto moto) {
    this.moto = moto;
    this.port = new CloudFormationStacks(moto.clients());
    this.session = moto.session();
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
    // What is asked of it is done when it answers.
  }

  @Override
  protected void letCreationFail(Session in, RoleStack stack) {
    HandMade.role(moto, ROLE, "/");
  }
}
