package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.EventType;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Looks for the first thing that went wrong in one operation on one stack: the oldest failure that
 * is not merely the echo of another.
 */
final class FirstCause {
  /** What CloudFormation says of resources that it gave up because another one failed. */
  private static final String ECHO = "cancelled";

  /** How a service or an access role answers that does not know the question, or may not ask. */
  private static final Set<Failure.Kind> TELLS_NOTHING =
      EnumSet.of(
          Failure.Kind.DENIED,
          Failure.Kind.DENIED_BY_CONTROL_POLICY,
          Failure.Kind.INVALID,
          Failure.Kind.UNKNOWN);

  private final CloudFormationClient client;
  private final AwsSession session;
  private final String stackId;

  FirstCause(CloudFormationClient client, AwsSession session, String stackId) {
    this.client = client;
    this.session = session;
    this.stackId = stackId;
  }

  /** Of the operation that carried the token, or else of the last one that we began. */
  Optional<Cause> find(Optional<String> token) {
    List<StackEvent> events = events();
    Optional<Cause> cause =
        token.flatMap(operation -> of(operation, events).or(() -> fromValidation(operation)));
    return cause.or(
        () ->
            events.stream()
                .limit(1)
                .flatMap(newest -> Optional.ofNullable(newest.clientRequestToken()).stream())
                .filter(last -> last.startsWith(Stacks.TOKEN_PREFIX))
                .findFirst()
                .flatMap(last -> of(last, events)));
  }

  /** Events come newest first, so that the last one found is the first that happened. */
  private static Optional<Cause> of(String operation, List<StackEvent> newestFirst) {
    return newestFirst.stream()
        .filter(event -> isCause(operation, event))
        .reduce((newer, older) -> older)
        .map(
            event ->
                new Cause(
                    event.logicalResourceId(), AwsFailures.readable(event.resourceStatusReason())));
  }

  private List<StackEvent> events() {
    List<StackEvent> events = new ArrayList<>();
    new StackEvents(client, session, stackId)
        .pages(
            page -> {
              events.addAll(page);
              return true;
            });
    return events;
  }

  private static boolean isCause(String operation, StackEvent event) {
    return isCause(
        operation,
        event.clientRequestToken(),
        event.resourceStatusAsString(),
        event.resourceStatusReason());
  }

  static boolean isCause(String token, String eventToken, String status, String reason) {
    return token.equals(eventToken)
        && status.endsWith("_FAILED")
        && reason != null
        && !isEcho(reason);
  }

  /** Whether a resource was given up because another one failed. */
  static boolean isEcho(String reason) {
    return reason != null && reason.endsWith(ECHO);
  }

  /**
   * A template that was refused before anything was made leaves its reason only among the events of
   * the operation. An older service or an access role that may not ask tells nothing, and the
   * failure is then shown without a cause.
   */
  private Optional<Cause> fromValidation(String token) {
    return validation(request -> {}, event -> token.equals(event.clientRequestToken()));
  }

  /** Why a change set of that name could not be made. */
  Optional<Cause> ofChangeSet(String name) {
    return validation(request -> request.changeSetName(name), event -> true);
  }

  private Optional<Cause> validation(
      Consumer<DescribeEventsRequest.Builder> narrowing, Predicate<OperationEvent> ours) {
    try {
      var answer =
          AwsFailures.call(
              AwsService.CLOUDFORMATION,
              () ->
                  client.describeEvents(
                      request ->
                          request
                              .stackName(stackId)
                              .filters(filter -> filter.failedEvents(true))
                              .overrideConfiguration(session.asRole())
                              .applyMutation(narrowing)));
      return answer.operationEvents().stream()
          .filter(event -> event.eventType() == EventType.VALIDATION_ERROR)
          .filter(ours)
          .filter(event -> event.validationStatusReason() != null)
          .min(Comparator.comparing(OperationEvent::timestamp))
          .map(FirstCause::cause);
    } catch (RemoteFailure e) {
      if (TELLS_NOTHING.contains(e.failure().kind())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Cause cause(OperationEvent event) {
    String resource =
        Optional.ofNullable(event.logicalResourceId())
            .or(() -> Optional.ofNullable(event.validationPath()))
            .orElse("template");
    return new Cause(resource, AwsFailures.readable(event.validationStatusReason()));
  }
}
