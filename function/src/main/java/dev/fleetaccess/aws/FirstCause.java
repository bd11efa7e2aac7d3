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
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.EventType;
import software.amazon.awssdk.services.cloudformation.model.HookFailureMode;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Looks for the first thing that went wrong in one operation on one stack: the oldest failure that
 * is not merely the echo of another.
 */
final class FirstCause {
  /** What CloudFormation says of resources that it gave up because another one failed. */
  private static final String ECHO = "cancelled";

  /** How CloudFormation says that it checked an operation, and tells elsewhere what it found. */
  private static final Pattern TOLD_ELSEWHERE =
      Pattern.compile("DescribeEvents|Validation failure detected|following hook\\(s\\)");

  /** What a check of CloudFormation's own, or one that the account has, leaves behind. */
  private static final Set<EventType> CHECKS =
      EnumSet.of(EventType.VALIDATION_ERROR, EventType.HOOK_INVOCATION_ERROR);

  /** How a service or an access role answers that does not know the question, or may not ask. */
  private static final Set<Failure.Kind> TELLS_NOTHING =
      EnumSet.of(Failure.Kind.DENIED, Failure.Kind.DENIED_BY_CONTROL_POLICY, Failure.Kind.INVALID);

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
    return token
        .flatMap(operation -> of(operation, events))
        .or(
            () ->
                events.stream()
                    .limit(1)
                    .flatMap(newest -> Optional.ofNullable(newest.clientRequestToken()).stream())
                    .filter(last -> last.startsWith(Stacks.TOKEN_PREFIX))
                    .findFirst()
                    .filter(last -> !token.equals(Optional.of(last)))
                    .flatMap(last -> of(last, events)));
  }

  /** Where the stack's own events say only that a check failed, the operation's tell the rest. */
  private Optional<Cause> of(String token, List<StackEvent> newestFirst) {
    Optional<StackEvent> first = first(token, newestFirst);
    if (first.filter(event -> !isToldElsewhere(event.resourceStatusReason())).isPresent()) {
      return first.map(FirstCause::cause);
    }
    return fromValidation(token, newestFirst).or(() -> first.map(FirstCause::cause));
  }

  /** Events come newest first, so that the last one found is the first that happened. */
  private static Optional<StackEvent> first(String token, List<StackEvent> newestFirst) {
    return newestFirst.stream()
        .filter(event -> isCause(token, event))
        .reduce((newer, older) -> older);
  }

  private static Cause cause(StackEvent event) {
    return new Cause(event.logicalResourceId(), AwsFailures.readable(event.resourceStatusReason()));
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

  /** Whether a reason says only that a check failed, and where to read what it found. */
  static boolean isToldElsewhere(String reason) {
    return TOLD_ELSEWHERE.matcher(reason).find();
  }

  /**
   * What was refused before anything was made leaves its reason only among the events of the
   * operation. They carry no token but the operation's id, which the stack's own events tell; the
   * rollback after it is an operation of its own. An older service or an access role that may not
   * ask tells nothing, and the failure is then shown by the stack's own words.
   */
  private Optional<Cause> fromValidation(String token, List<StackEvent> newestFirst) {
    Optional<String> operation =
        newestFirst.stream()
            .filter(event -> token.equals(event.clientRequestToken()))
            .reduce((newer, older) -> older)
            .map(StackEvent::operationId);
    return validation(
        request -> operation.ifPresent(request::operationId),
        event ->
            operation.isPresent()
                ? operation.get().equals(event.operationId())
                : token.equals(event.clientRequestToken()));
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
          .filter(event -> CHECKS.contains(event.eventType()))
          .filter(ours)
          .filter(event -> !isWarning(event))
          .filter(event -> reason(event).isPresent())
          .min(Comparator.comparing(OperationEvent::timestamp))
          .map(FirstCause::cause);
    } catch (RemoteFailure e) {
      if (tellsNothing(e.failure())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static boolean tellsNothing(Failure failure) {
    return TELLS_NOTHING.contains(failure.kind());
  }

  private static Cause cause(OperationEvent event) {
    String resource =
        Optional.ofNullable(event.logicalResourceId())
            .or(() -> Optional.ofNullable(event.validationPath()))
            .orElse("template");
    return new Cause(resource, AwsFailures.readable(reason(event).orElse("")));
  }

  private static Optional<String> reason(OperationEvent event) {
    return Optional.ofNullable(event.validationStatusReason())
        .or(() -> Optional.ofNullable(event.hookStatusReason()));
  }

  /** A check that warns stops nothing. */
  private static boolean isWarning(OperationEvent event) {
    return event.validationFailureMode() == HookFailureMode.WARN
        || event.hookFailureMode() == HookFailureMode.WARN;
  }
}
