package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.release.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** The table of CloudFormation's stack statuses, and what each of them comes to. */
final class StackStatuses {
  /** What a status comes to. */
  enum Meaning {
    /** There is nothing any more. */
    GONE,
    /** Something works on the stack. */
    BUSY,
    /** The stack stands and takes an update. */
    SETTLED,
    /** The first creation never ended well: nothing of it lives. */
    NEVER_CREATED,
    /** The stack has lived, or may have, and takes no update. */
    BROKEN
  }

  static final Map<StackStatus, Meaning> TABLE =
      Map.ofEntries(
          Map.entry(StackStatus.CREATE_IN_PROGRESS, Meaning.BUSY),
          // Left standing when a creation failed and was told not to roll back.
          Map.entry(StackStatus.CREATE_FAILED, Meaning.NEVER_CREATED),
          Map.entry(StackStatus.CREATE_COMPLETE, Meaning.SETTLED),
          // Without UPDATE before it, a rollback is that of the first creation.
          Map.entry(StackStatus.ROLLBACK_IN_PROGRESS, Meaning.BUSY),
          Map.entry(StackStatus.ROLLBACK_FAILED, Meaning.NEVER_CREATED),
          Map.entry(StackStatus.ROLLBACK_COMPLETE, Meaning.NEVER_CREATED),
          Map.entry(StackStatus.DELETE_IN_PROGRESS, Meaning.BUSY),
          // Whether it ever lived is not told, so it counts as having lived.
          Map.entry(StackStatus.DELETE_FAILED, Meaning.BROKEN),
          Map.entry(StackStatus.DELETE_COMPLETE, Meaning.GONE),
          Map.entry(StackStatus.UPDATE_IN_PROGRESS, Meaning.BUSY),
          // The update is done, yet what it replaced is still being removed.
          Map.entry(StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, Meaning.BUSY),
          Map.entry(StackStatus.UPDATE_COMPLETE, Meaning.SETTLED),
          // Somebody updated it and told it not to roll back: half of it is theirs.
          Map.entry(StackStatus.UPDATE_FAILED, Meaning.BROKEN),
          Map.entry(StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, Meaning.BUSY),
          Map.entry(StackStatus.UPDATE_ROLLBACK_FAILED, Meaning.BROKEN),
          Map.entry(StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, Meaning.BUSY),
          Map.entry(StackStatus.UPDATE_ROLLBACK_COMPLETE, Meaning.SETTLED),
          // A change set for a new stack that was never executed; no operation will end it.
          Map.entry(StackStatus.REVIEW_IN_PROGRESS, Meaning.NEVER_CREATED),
          Map.entry(StackStatus.IMPORT_IN_PROGRESS, Meaning.BUSY),
          Map.entry(StackStatus.IMPORT_COMPLETE, Meaning.SETTLED),
          Map.entry(StackStatus.IMPORT_ROLLBACK_IN_PROGRESS, Meaning.BUSY),
          Map.entry(StackStatus.IMPORT_ROLLBACK_FAILED, Meaning.BROKEN),
          Map.entry(StackStatus.IMPORT_ROLLBACK_COMPLETE, Meaning.SETTLED));

  private StackStatuses() {}

  /**
   * What a stack's status comes to. One that came into being after this was written is waited for
   * where its name says that something is in progress.
   *
   * @throws RemoteFailure of an unknown kind, with the status, when nobody knows what it means
   */
  static Meaning meaning(String status) {
    Meaning meaning = TABLE.get(StackStatus.fromValue(status));
    if (meaning != null) {
      return meaning;
    }
    if (status.endsWith("_IN_PROGRESS")) {
      return Meaning.BUSY;
    }
    throw new RemoteFailure(
        new Failure(
            Failure.Kind.UNKNOWN,
            "StackStatus",
            "the stack stands in " + status + ", and nobody here knows what that means"));
  }

  /** The state of a stack as DescribeStacks tells it. */
  static StackState state(Stack stack) {
    return state(
        stack.stackId(),
        stack.stackStatusAsString(),
        stack.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)),
        Optional.ofNullable(stack.lastUpdatedTime()).orElseGet(stack::creationTime));
  }

  static StackState state(String id, String status, Map<String, String> tags, Instant changed) {
    return switch (meaning(status)) {
      case GONE -> new StackState.Absent();
      case BUSY -> new StackState.Busy(id, status);
      case SETTLED -> new StackState.Settled(id, status, applied(tags), changed);
      case NEVER_CREATED -> new StackState.Broken(id, status, true);
      case BROKEN -> new StackState.Broken(id, status, false);
    };
  }

  /** A tag that is not a digest was not written by us, and counts as none. */
  private static Optional<Digest> applied(Map<String, String> tags) {
    return Optional.ofNullable(tags.get(Digest.TAG)).filter(Digest::isValid).map(Digest::new);
  }
}
