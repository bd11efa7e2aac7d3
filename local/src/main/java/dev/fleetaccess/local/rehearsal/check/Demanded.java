package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.local.sim.stack.StackStatus;
import dev.fleetaccess.reconcile.StackAction;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What has to occur over many seeds with high faults: a fault, an action or a state that never
 * occurs proves nothing.
 */
public final class Demanded {
  private static final List<String> FAULTS =
      List.of(
          "account closed",
          "account controlled",
          "account denied",
          "account departed",
          "account moved",
          "account suspended",
          "account unusable",
          "answer lost",
          "batch partly failed",
          "batch partly refused",
          "clock step",
          "crash",
          "event lost",
          "event twice",
          "foreign role",
          "lacks a policy",
          "ledger outage",
          "ledger refuses",
          "message garbled",
          "message late",
          "message lost",
          "message twice",
          "policy of the name",
          "published rate exceeded",
          "queue outage",
          "queue refuses",
          "queues purged",
          "request twice",
          "role changed by hand",
          "stack never created",
          "stack written by hand",
          "throttled",
          "unavailable",
          "unknown error",
          "visibility ran out");

  private static final List<String> CRASHED =
      List.of(
          "cloudformation ContinueUpdateRollback",
          "cloudformation CreateChangeSet",
          "cloudformation CreateStack",
          "cloudformation DeleteStack",
          "cloudformation ExecuteChangeSet",
          "cloudformation UpdateStack",
          "cloudformation UpdateTerminationProtection",
          "dynamodb DeleteItem",
          "dynamodb PutItem",
          "dynamodb TransactWriteItems",
          "dynamodb UpdateItem",
          "eventbridge PutEvents",
          "iam DeleteRolePolicy",
          "iam DetachRolePolicy",
          "sns Publish",
          "sqs SendMessage",
          "sqs SendMessageBatch",
          "sts AssumeRole");

  /** Steps that take more than one action, and variants of one, beside {@link StackAction}. */
  private static final List<String> STEPS =
      List.of(
          "ContinueRollback without what is stuck",
          "DeleteFirst leaving what is stuck",
          "change set that puts back",
          "change set that takes over",
          "lift termination protection",
          "take off what no template names");

  private static final List<String> BY_HAND =
      List.of(
          "boundary set",
          "import failed",
          "import rollback stuck",
          "inline policy added",
          "inline policy changed",
          "inline policy deleted",
          "managed policy attached",
          "role deleted",
          "role imported",
          "role in another stack",
          "role made anew under another path",
          "role of the name",
          "role of the name that trusts the hub and may more",
          "role of the name under another path",
          "role vanishes before it is taken over",
          "session duration changed",
          "stack deleted",
          "stack deletion stuck",
          "stack updated",
          "tag changed",
          "trust names a role that is gone",
          "trust replaced",
          "update failed",
          "update left failed",
          "update rollback stuck for a while",
          "update rollback stuck for good");

  private static final List<String> FLOW =
      List.of(
          "a check's words told: change set",
          "a check's words told: stack",
          "accounts moved between units",
          "deletions agreed to",
          "earlier commit brought by hand",
          "few deletions without asking",
          "halt",
          "halt before many deletions",
          "halt by failures in a canary",
          "halt by failures in the only wave",
          "halt by hand between waves",
          "halt by hand in a wave",
          "halt in the first release",
          "halted release mended and resumed",
          "join while a release stands still",
          "message given up",
          "newer push in the middle of a wave",
          "proof walked again",
          "re-run while a release stands still",
          "refused push while a release stands still",
          "release halted by hand resumed",
          "release in waves finished",
          "rollback by hand",
          "rollback by itself",
          "rollback of what overtook a release",
          "somebody comes by after a rollback",
          "somebody comes by while a wave waits",
          "somebody comes by while halted by hand",
          "somebody comes by while halted in a canary",
          "somebody comes by while halted in the only wave",
          "somebody comes by while the first release is halted",
          "step lost to another orchestrator",
          "sweep while a release stands still",
          "taken over",
          "tried again: CONFLICT",
          "tried again: NOT_READY",
          "tried again: THROTTLED",
          "tried again: UNAVAILABLE",
          "tried again: UNKNOWN",
          "wave approved by hand");

  private Demanded() {}

  /** Everything that has to occur. */
  public static SortedSet<String> all() {
    var all = new TreeSet<>(FAULTS);
    for (Class<?> action : StackAction.class.getPermittedSubclasses()) {
      all.add("action " + action.getSimpleName());
    }
    CRASHED.forEach(effect -> all.add("crash at " + effect));
    STEPS.forEach(step -> all.add("action " + step));
    for (StackStatus status : StackStatus.values()) {
      all.add("status " + status);
    }
    BY_HAND.forEach(act -> all.add("by hand: " + act));
    FLOW.forEach(each -> all.add("flow: " + each));
    return all;
  }

  /** What of it did not occur. */
  public static SortedSet<String> missing(Map<String, Long> occurred) {
    SortedSet<String> missing = all();
    missing.removeAll(occurred.keySet());
    return missing;
  }
}
