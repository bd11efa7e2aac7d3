package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.reconcile.ChangeSets;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/** Change sets of CloudFormation in an account that was entered, in the region of the stack. */
public final class CloudFormationChangeSets implements ChangeSets {
  /** A deletion that is under way or failed lets go of nothing yet. */
  private static final Set<ResourceStatus> HOLDS_NOTHING =
      EnumSet.of(ResourceStatus.DELETE_COMPLETE, ResourceStatus.DELETE_SKIPPED);

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
    State state =
        ChangeSetStatuses.state(
            found.statusAsString(),
            found.executionStatusAsString(),
            AwsFailures.readable(found.statusReason()));
    return state instanceof State.Refused refused
        ? explained(session, desired, name, refused)
        : state;
  }

  /** Where a check refused it, the words say only that; the change set's events say what it was. */
  private State explained(Session session, RoleStack desired, String name, State.Refused refused) {
    return new FirstCause(client(desired), as(session), desired.name())
        .ofChangeSet(name)
        .map(cause -> ChangeSetStatuses.explained(cause, refused.reason()))
        .orElse(refused);
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
          .filter(resource -> !HOLDS_NOTHING.contains(resource.resourceStatus()))
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
