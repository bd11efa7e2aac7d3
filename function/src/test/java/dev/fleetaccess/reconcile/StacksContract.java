package dev.fleetaccess.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Stacks} keeps to. */
public abstract class StacksContract {
  /** The name of the role that the contract's stack makes. */
  protected static final String ROLE = "contract-001";

  private static final RoleStack FIRST = stack("reads", "11".repeat(32));
  private static final RoleStack SECOND = stack("reads more", "22".repeat(32));

  private Stacks stacks;
  private Session session;

  /** CloudFormation; the same one at every call. */
  protected abstract Stacks port();

  /** An account that was entered and has no stack. */
  protected abstract Session session();

  /** Lets what is in progress come to its end. */
  protected abstract void settle();

  /**
   * Sees to it that the next creation of that stack is rolled back because of the resource {@code
   * Role}, in the account of the session.
   */
  protected abstract void letCreationFail(Session in, RoleStack stack);

  @BeforeEach
  void begin() {
    stacks = port();
    session = session();
  }

  @Test
  void whereNothingStandsTheStackIsAbsent() {
    assertThat(stacks.observe(session, FIRST)).isEqualTo(new StackState.Absent());
  }

  @Test
  void aCreationIsSeenAtWorkAndThenSettled() {
    stacks.create(session, FIRST, "token-1");
    assertThat(stacks.observe(session, FIRST)).isInstanceOf(StackState.Busy.class);

    settle();

    assertThat(stacks.observe(session, FIRST))
        .asInstanceOf(type(StackState.Settled.class))
        .satisfies(
            found -> {
              assertThat(found.status()).isEqualTo("CREATE_COMPLETE");
              assertThat(found.applied()).contains(FIRST.digest());
              assertThat(found.stackId()).contains(":stack/" + FIRST.name() + "/");
            });
  }

  @Test
  void aCreationMayBeAskedForAgainWithTheSameToken() {
    stacks.create(session, FIRST, "token-1");
    stacks.create(session, FIRST, "token-1");
    settle();

    assertThat(settled().status()).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void whatIsThereIsNotCreated() {
    created();

    assertFails(Failure.Kind.CONFLICT, () -> stacks.create(session, FIRST, "token-2"));
  }

  @Test
  void anUpdateIsSeenAtWorkAndThenSettled() {
    created();
    StackState.Settled before = settled();

    assertThat(stacks.update(session, SECOND, "token-2")).isTrue();
    assertThat(stacks.observe(session, SECOND)).isInstanceOf(StackState.Busy.class);
    settle();

    assertThat(settled().status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(settled().applied()).contains(SECOND.digest());
    assertThat(settled().stackId()).isEqualTo(before.stackId());
    assertThat(settled().changed()).isAfter(before.changed());
  }

  @Test
  void anUpdateToWhatIsThereIsNone() {
    created();
    StackState.Settled before = settled();

    assertThat(stacks.update(session, FIRST, "token-2")).isFalse();
    assertThat(settled()).isEqualTo(before);
  }

  @Test
  void whatIsBeingWorkedOnTakesNoUpdate() {
    stacks.create(session, FIRST, "token-1");

    assertFails(Failure.Kind.CONFLICT, () -> stacks.update(session, SECOND, "token-2"));
  }

  @Test
  void whatIsNotThereTakesNoUpdate() {
    assertFails(Failure.Kind.CONFLICT, () -> stacks.update(session, FIRST, "token-1"));
  }

  @Test
  void aCreationThatFailedNeverLivedAndTellsItsCause() {
    letCreationFail(session, FIRST);
    stacks.create(session, FIRST, "token-1");
    settle();

    StackState.Broken found = broken();
    assertThat(found.neverCreated()).isTrue();
    assertThat(found.status()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(stacks.firstCause(session, FIRST, found.stackId(), Optional.of("token-1")))
        .get()
        .extracting(Cause::resource)
        .isEqualTo("Role");
    assertThat(stacks.firstCause(session, FIRST, found.stackId(), Optional.of("token-0")))
        .as("another operation has no part in it")
        .isEmpty();
    assertThat(stacks.firstCause(session, FIRST, found.stackId(), Optional.empty()))
        .as("somebody began it, not one of our tokens")
        .isEmpty();
  }

  @Test
  void whatNeverLivedIsDeleted() {
    letCreationFail(session, FIRST);
    stacks.create(session, FIRST, "token-1");
    settle();
    String stackId = broken().stackId();

    stacks.delete(session, FIRST, stackId, "token-2", Set.of());
    settle();

    assertThat(stacks.observe(session, FIRST)).isEqualTo(new StackState.Absent());
    stacks.delete(session, FIRST, stackId, "token-2", Set.of());
  }

  @Test
  void whatLivedIsDeletedWithItsRolesWhenThatIsWanted() {
    created();

    stacks.delete(session, FIRST, settled().stackId(), "token-2", Set.of());
    assertThat(stacks.observe(session, FIRST)).isInstanceOf(StackState.Busy.class);
    settle();

    assertThat(stacks.observe(session, FIRST)).isEqualTo(new StackState.Absent());
    stacks.create(session, FIRST, "token-3");
    settle();
    assertThat(settled().status()).as("its role is gone, too").isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void everyCallIsCountedForTheSession() {
    int before = session.calls();
    stacks.observe(session, FIRST);
    stacks.create(session, FIRST, "token-1");

    assertThat(session.calls()).isEqualTo(before + 2);
  }

  private void created() {
    stacks.create(session, FIRST, "token-1");
    settle();
  }

  private StackState.Settled settled() {
    return (StackState.Settled) stacks.observe(session, FIRST);
  }

  private StackState.Broken broken() {
    return (StackState.Broken) stacks.observe(session, FIRST);
  }

  private static void assertFails(Failure.Kind kind, Runnable call) {
    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(call::run)
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(kind));
  }

  private static RoleStack stack(String description, String digest) {
    String template =
        """
        AWSTemplateFormatVersion: "2010-09-09"
        Description: A role for a test
        Parameters:
          HubAccountId:
            Type: String
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
                      AWS: !Sub "arn:${AWS::Partition}:iam::${HubAccountId}:root"
                    Action: sts:AssumeRole
        """
            .formatted(ROLE, description);
    return new RoleStack(
        "FleetAccess-Contract",
        "us-east-1",
        template,
        Map.of("HubAccountId", "222222222222"),
        Map.of(Digest.TAG, digest),
        new Digest(digest));
  }
}
