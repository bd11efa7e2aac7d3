package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.reconcile.Stacks;
import dev.fleetaccess.release.RoleStack;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/**
 * CloudFormation in an account that was entered, in the region of the stack.
 *
 * <p>Templates travel inline: one role stays far below the 51,200 bytes that this allows, and a
 * bucket that every account may read is not needed.
 */
public final class CloudFormationStacks implements Stacks {
  private static final String NO_UPDATES = "No updates are to be performed";
  private static final String PROTECTED = "TerminationProtection is enabled";

  private final Function<String, CloudFormationClient> clients;

  public CloudFormationStacks(AwsClients clients) {
    this(clients::cloudFormation);
  }

  CloudFormationStacks(Function<String, CloudFormationClient> clients) {
    this.clients = clients;
  }

  @Override
  public StackState observe(Session session, RoleStack desired) {
    try {
      var answer =
          call(
              () ->
                  client(desired)
                      .describeStacks(
                          request ->
                              request
                                  .stackName(desired.name())
                                  .overrideConfiguration(as(session).asRole())));
      return answer.stacks().stream()
          .map(StackStatuses::state)
          .findFirst()
          .orElseGet(StackState.Absent::new);
    } catch (RemoteFailure e) {
      if (says(e.failure(), "does not exist")) {
        return new StackState.Absent();
      }
      throw e;
    }
  }

  @Override
  public void create(Session session, RoleStack desired, String token) {
    CreateStackRequest request =
        CreateStackRequest.builder()
            .overrideConfiguration(as(session).asRole())
            .stackName(desired.name())
            .templateBody(desired.template())
            .parameters(Requests.parameters(desired.parameters()))
            .tags(Requests.tags(desired.tags()))
            .capabilities(Capability.CAPABILITY_NAMED_IAM)
            // The evidence stays: a stack deleted by itself takes its first cause along.
            .onFailure(OnFailure.ROLLBACK)
            .clientRequestToken(token)
            .build();
    call(() -> client(desired).createStack(request));
  }

  @Override
  public boolean update(Session session, RoleStack desired, String token) {
    UpdateStackRequest request =
        UpdateStackRequest.builder()
            .overrideConfiguration(as(session).asRole())
            .stackName(desired.name())
            .templateBody(desired.template())
            .parameters(Requests.parameters(desired.parameters()))
            .tags(Requests.tags(desired.tags()))
            .capabilities(Capability.CAPABILITY_NAMED_IAM)
            .clientRequestToken(token)
            .build();
    try {
      call(() -> client(desired).updateStack(request));
      return true;
    } catch (RemoteFailure e) {
      if (says(e.failure(), NO_UPDATES)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void delete(
      Session session, RoleStack desired, String stackId, String token, Set<String> retained) {
    DeleteStackRequest.Builder request =
        DeleteStackRequest.builder()
            .overrideConfiguration(as(session).asRole())
            .stackName(stackId)
            .clientRequestToken(token);
    if (!retained.isEmpty()) {
      request.retainResources(retained);
    }
    try {
      once(() -> client(desired).deleteStack(request.build()));
    } catch (RemoteFailure e) {
      if (!says(e.failure(), PROTECTED)) {
        throw e;
      }
      call(
          () ->
              client(desired)
                  .updateTerminationProtection(
                      protection ->
                          protection
                              .stackName(stackId)
                              .enableTerminationProtection(false)
                              .overrideConfiguration(as(session).asRole())));
      once(() -> client(desired).deleteStack(request.build()));
    }
  }

  @Override
  public void continueRollback(
      Session session, RoleStack desired, String stackId, String token, Set<String> skipped) {
    ContinueUpdateRollbackRequest.Builder request =
        ContinueUpdateRollbackRequest.builder()
            .overrideConfiguration(as(session).asRole())
            .stackName(stackId)
            .clientRequestToken(token);
    if (!skipped.isEmpty()) {
      request.resourcesToSkip(skipped);
    }
    once(() -> client(desired).continueUpdateRollback(request.build()));
  }

  @Override
  public boolean neverLived(Session session, RoleStack desired, String stackId) {
    return new Lives(client(desired), as(session), stackId).never();
  }

  @Override
  public Set<String> stuckAt(Session session, RoleStack desired, String stackId) {
    return new StuckResources(client(desired), as(session), stackId).find();
  }

  @Override
  public Optional<Cause> firstCause(
      Session session, RoleStack desired, String stackId, Optional<String> token) {
    return new FirstCause(client(desired), as(session), stackId).find(token);
  }

  private CloudFormationClient client(RoleStack stack) {
    return clients.apply(stack.region());
  }

  /** Sessions come from the access adapter beside this one, and from nowhere else. */
  private static AwsSession as(Session session) {
    return (AwsSession) session;
  }

  /** What was begun under its token before is begun: the next look tells what came of it. */
  private static void once(Supplier<?> call) {
    try {
      call(call);
    } catch (RemoteFailure e) {
      if (!e.failure().code().startsWith("TokenAlreadyExists")) {
        throw e;
      }
    }
  }

  private static <T> T call(Supplier<T> call) {
    return AwsFailures.call(AwsService.CLOUDFORMATION, call);
  }

  /** CloudFormation has one code for many things, so that only the words tell them apart. */
  private static boolean says(Failure failure, String words) {
    return failure.code().equals("ValidationError") && failure.message().contains(words);
  }
}
