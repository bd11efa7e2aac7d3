package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.AwsError;
import java.util.ArrayList;
import java.util.List;

/** Takes back the changes of an update, last first, as the last part of a run. */
final class Rollback {
  private final Run run;
  private final List<Undo> journal;

  Rollback(Run run, List<Undo> journal) {
    this.run = run;
    this.journal = List.copyOf(journal);
  }

  void plan() {
    for (var undo : journal.reversed()) {
      if (undo.before().isPresent()) {
        run.then(() -> takeBack(undo));
      }
    }
    run.then(this::cleanUp);
  }

  private void takeBack(Undo undo) {
    var before = undo.before().orElseThrow();
    if (undo.replaced()) {
      run.happen(before, "UPDATE_COMPLETE", "");
      return;
    }
    run.change(
        undo.after(),
        "UPDATE",
        () ->
            before.made(
                ResourceTypes.of(before.type())
                    .update(
                        before.physicalId(),
                        undo.after().properties(),
                        before.properties(),
                        run.context()),
                before.properties()),
        () -> stuck(undo));
  }

  private void stuck(Undo undo) {
    run.forgetSteps();
    var rest = new ArrayList<>(journal.subList(0, journal.indexOf(undo) + 1));
    // What the update made anew is still to be deleted, wherever it stands in the journal.
    journal.stream()
        .filter(each -> each.before().isEmpty() || each.replaced())
        .filter(each -> !rest.contains(each))
        .forEach(rest::add);
    run.stack().leaveUnfinished(rest);
    run.enter(
        StackStatus.UPDATE_ROLLBACK_FAILED,
        "The following resource(s) failed to update: [" + undo.logicalId() + "]. ");
  }

  private void cleanUp() {
    run.enter(StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, "");
    try {
      run.stack().output(run.desired().outputs());
    } catch (AwsError e) {
      // Outputs of what was skipped cannot be told; the old ones stay.
      run.stack().leaveUnfinished(List.of());
    }
    var anew =
        journal.stream()
            .filter(each -> each.before().isEmpty() || each.replaced())
            .map(Undo::after)
            .toList();
    run.remove(
        anew,
        false,
        failed -> {
          run.stack().leaveUnfinished(List.of());
          run.enter(StackStatus.UPDATE_ROLLBACK_COMPLETE, "");
        });
  }
}
