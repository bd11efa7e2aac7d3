package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.reconcile.ChangeSets;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/** Change sets of CloudFormation in an account that was entered, in the region of the stack. */
public final class CloudFormationChangeSets implements ChangeSets {
  private final Function<String, CloudFormationClient> clients;

  public CloudFormationChangeSets(AwsClients clients) {
    this(clients::cloudFormation);
  }

  CloudFormationChangeSets(Function<String, CloudFormationClient> clients) {
    this.clients = clients;
  }

  /** The digest is left to the change set that puts right: so the two are never the same. */
  @Override
  public void takeOver(Session session, RoleStack desired, String importing, String name) {
    var tags = new TreeMap<>(desired.tags());
    tags.remove(Digest.TAG);
    create(
        desired,
        request(session, desired, name, importing, tags)
            .changeSetType(ChangeSetType.CREATE)
            .importExistingResources(true)
            .build());
  }

  @Override
  public void putBack(Session session, RoleStack desired, String name) {
    create(
        desired,
        request(session, desired, name, desired.template(), desired.tags())
            .changeSetType(ChangeSetType.UPDATE)
            .deploymentMode(DeploymentMode.REVERT_DRIFT)
            .build());
  }

  private static CreateChangeSetRequest.Builder request(
      Session session, RoleStack desired, String name, String template, Map<String, String> tags) {
    return CreateChangeSetRequest.builder()
        .overrideConfiguration(as(session).asRole())
        .stackName(desired.name())
        .changeSetName(name)
        .clientToken(name)
        .templateBody(template)
        .parameters(Requests.parameters(desired.parameters()))
        .tags(Requests.tags(tags))
        .capabilities(Capability.CAPABILITY_NAMED_IAM);
  }

  private void create(RoleStack desired, CreateChangeSetRequest request) {
    try {
      call(() -> client(desired).createChangeSet(request));
    } catch (RemoteFailure e) {
      // Its name says what it is for, so one of that name is the one that was wanted.
      if (!e.failure().code().startsWith("AlreadyExists")) {
        throw e;
      }
    }
  }

  @Override
  public State look(Session session, RoleStack desired, String name) {
    DescribeChangeSetResponse found;
    try {
      found =
          call(
              () ->
                  client(desired)
                      .describeChangeSet(
                          request ->
                              request
                                  .stackName(desired.name())
                                  .changeSetName(name)
                                  .overrideConfiguration(as(session).asRole())));
    } catch (RemoteFailure e) {
      if (e.failure().code().startsWith("ChangeSetNotFound")) {
        return new State.Gone();
      }
      throw e;
    }
    if (found.status() == ChangeSetStatus.FAILED) {
      String reason = AwsFailures.readable(found.statusReason());
      return saysNothingToDo(reason)
          ? new State.Empty()
          : new State.Refused(
              ChangeSetReasons.kind(reason),
              new FirstCause(client(desired), as(session), desired.name())
                  .ofChangeSet(name)
                  .map(cause -> cause + " — " + reason)
                  .orElse(reason));
    }
    if (found.executionStatus() == ExecutionStatus.AVAILABLE) {
      return new State.Ready();
    }
    return found.executionStatus() == ExecutionStatus.OBSOLETE
            || found.executionStatus() == ExecutionStatus.EXECUTE_COMPLETE
            || found.executionStatus() == ExecutionStatus.EXECUTE_FAILED
        ? new State.Gone()
        : new State.Making();
  }

  /** CloudFormation fails such a change set, and says it in one of two ways. */
  private static boolean saysNothingToDo(String reason) {
    return reason.contains("didn't contain changes")
        || reason.contains("No updates are to be performed");
  }

  @Override
  public void execute(Session session, RoleStack desired, String name) {
    try {
      call(
          () ->
              client(desired)
                  .executeChangeSet(
                      request ->
                          request
                              .stackName(desired.name())
                              .changeSetName(name)
                              .clientRequestToken(name)
                              .overrideConfiguration(as(session).asRole())));
    } catch (RemoteFailure e) {
      if (!e.failure().code().startsWith("InvalidChangeSetStatus")) {
        throw e;
      }
    }
  }

  @Override
  public Optional<String> ownerOf(Session session, RoleStack desired, String role) {
    try {
      return call(
              () ->
                  client(desired)
                      .describeStackResources(
                          request ->
                              request
                                  .physicalResourceId(role)
                                  .overrideConfiguration(as(session).asRole())))
          .stackResources()
          .stream()
          .filter(resource -> "AWS::IAM::Role".equals(resource.resourceType()))
          .filter(resource -> role.equalsIgnoreCase(resource.physicalResourceId()))
          // A resource whose creation failed, or that is gone, holds nothing.
          .filter(resource -> !resource.resourceStatusAsString().startsWith("DELETE_"))
          .map(StackResource::stackName)
          .findFirst();
    } catch (RemoteFailure e) {
      if (isUnknown(e.failure())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isUnknown(Failure failure) {
    return failure.code().equals("ValidationError") && failure.message().contains("does not exist");
  }

  private CloudFormationClient client(RoleStack stack) {
    return clients.apply(stack.region());
  }

  /** Sessions come from the access adapter beside this one, and from nowhere else. */
  private static AwsSession as(Session session) {
    return (AwsSession) session;
  }

  private static <T> T call(Supplier<T> call) {
    return AwsFailures.call(AwsService.CLOUDFORMATION, call);
  }
}
