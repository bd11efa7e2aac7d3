package dev.fleetaccess.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ChangeSets} keeps to. */
public abstract class ChangeSetsContract {
  /** The name of the role that the contract's stacks make. */
  protected static final String ROLE = "contract-002";

  private static final String NAME = "fleetaccess-change-1";
  private static final RoleStack FIRST = stack("FleetAccess-Contract", "reads", "11".repeat(32));
  private static final RoleStack SECOND =
      stack("FleetAccess-Contract", "reads more", "22".repeat(32));

  private ChangeSets changeSets;
  private Stacks stacks;
  private Session session;

  /** Change sets; the same ones at every call. */
  protected abstract ChangeSets port();

  /** The stacks that they change. */
  protected abstract Stacks stacks();

  /** An account that was entered and has no stack. */
  protected abstract Session session();

  /** Lets what is in progress come to its end. */
  protected abstract void settle();

  /** Somebody makes the role that the stack wants, by hand, under its path. */
  protected abstract void letRoleStandThere(Session in);

  /** Another stack makes the role that the stack wants. */
  protected abstract void letRoleBelongToAnother(Session in, RoleStack other);

  @BeforeEach
  void begin() {
    changeSets = port();
    stacks = stacks();
    session = session();
  }

  @Test
  void whatNobodyBeganIsGone() {
    created();

    assertThat(changeSets.look(session, FIRST, NAME)).isEqualTo(new ChangeSets.State.Gone());
  }

  @Test
  void aChangeSetIsBeingMadeAndThenReady() {
    created();
    changeSets.putBack(session, SECOND, NAME);
    assertThat(changeSets.look(session, SECOND, NAME)).isEqualTo(new ChangeSets.State.Making());

    settle();

    assertThat(changeSets.look(session, SECOND, NAME)).isEqualTo(new ChangeSets.State.Ready());
  }

  @Test
  void aChangeSetMayBeAskedForAgain() {
    created();
    changeSets.putBack(session, SECOND, NAME);
    changeSets.putBack(session, SECOND, NAME);
    settle();

    assertThat(changeSets.look(session, SECOND, NAME)).isEqualTo(new ChangeSets.State.Ready());
  }

  @Test
  void aChangeSetAloneChangesNothing() {
    created();
    changeSets.putBack(session, SECOND, NAME);
    settle();

    assertThat(settled(FIRST).applied()).contains(FIRST.digest());
  }

  @Test
  void whatIsCarriedOutBringsTheStackToWhatIsDesiredAndIsGone() {
    created();
    changeSets.putBack(session, SECOND, NAME);
    settle();

    changeSets.execute(session, SECOND, NAME);
    settle();

    assertThat(settled(SECOND).status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(settled(SECOND).applied()).contains(SECOND.digest());
    assertThat(changeSets.look(session, SECOND, NAME)).isEqualTo(new ChangeSets.State.Gone());
  }

  @Test
  void whatIsBeingCarriedOutIsNotCarriedOutTwice() {
    created();
    changeSets.putBack(session, SECOND, NAME);
    settle();

    changeSets.execute(session, SECOND, NAME);
    try {
      changeSets.execute(session, SECOND, NAME);
    } catch (RemoteFailure gone) {
      assertThat(gone.failure().kind()).isEqualTo(Failure.Kind.CONFLICT);
    }
    settle();

    assertThat(settled(SECOND).applied()).contains(SECOND.digest());
  }

  @Test
  void aRoleThatStandsThereIsTakenOver() {
    letRoleStandThere(session);

    changeSets.takeOver(session, FIRST, importing(), NAME);
    assertThat(stacks.observe(session, FIRST))
        .asInstanceOf(type(StackState.Broken.class))
        .matches(StackState.Broken::neverCreated);
    settle();
    assertThat(changeSets.look(session, FIRST, NAME)).isEqualTo(new ChangeSets.State.Ready());
    changeSets.execute(session, FIRST, NAME);
    settle();

    assertThat(settled(FIRST).status()).isIn("CREATE_COMPLETE", "IMPORT_COMPLETE");
    assertThat(settled(FIRST).applied()).as("it is not right yet").isEmpty();
  }

  @Test
  void aRoleBelongsToTheStackThatMadeIt() {
    assertThat(changeSets.ownerOf(session, FIRST, ROLE)).isEmpty();
    RoleStack other = stack("FleetAccess-Other", "reads", "33".repeat(32));
    letRoleBelongToAnother(session, other);
    settle();

    assertThat(changeSets.ownerOf(session, FIRST, ROLE)).contains(other.name());
  }

  @Test
  void everyCallIsCountedForTheSession() {
    created();
    int before = session.calls();

    changeSets.putBack(session, SECOND, NAME);
    changeSets.look(session, SECOND, NAME);
    settle();
    changeSets.execute(session, SECOND, NAME);
    changeSets.ownerOf(session, SECOND, ROLE);

    assertThat(session.calls()).isEqualTo(before + 4);
  }

  private void created() {
    stacks.create(session, FIRST, "token-1");
    settle();
  }

  private StackState.Settled settled(RoleStack stack) {
    return (StackState.Settled) stacks.observe(session, stack);
  }

  /** The variant of the template by which a role is taken over. */
  private static String importing() {
    return FIRST
        .template()
        .replace(
            "    Type: AWS::IAM::Role\n",
            "    Type: AWS::IAM::Role\n    DeletionPolicy: RetainExceptOnCreate\n");
  }

  private static RoleStack stack(String name, String description, String digest) {
    String template =
        """
        AWSTemplateFormatVersion: "2010-09-09"
        Description: A role for a test
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              RoleName: %s
              Path: /security/
              Description: %s
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal:
                      AWS: "arn:aws:iam::222222222222:root"
                    Action: sts:AssumeRole
        """
            .formatted(ROLE, description);
    return new RoleStack(
        name, "us-east-1", template, Map.of(), Map.of(Digest.TAG, digest), new Digest(digest));
  }
}
