package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.local.sim.template.Declaration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The creation of a stack, with the rollback where it fails. */
final class CreateRun extends Run {
  private final OnFailure onFailure;
  private final Map<String, String> imports;

  CreateRun(
      Stack stack,
      Workshop workshop,
      Session session,
      String region,
      Duration total,
      OnFailure onFailure,
      Map<String, String> imports) {
    super(stack, workshop, session, region, total);
    this.onFailure = onFailure;
    this.imports = Map.copyOf(imports);
  }

  void start() {
    enter(StackStatus.CREATE_IN_PROGRESS, "User Initiated");
    var resources = desired().resources();
    if (resources.stream().anyMatch(each -> ResourceTypes.of(each.type()).namesChecked())) {
      then(() -> check(resources, StackStatus.CREATE_FAILED, this::fail));
    }
    for (var declaration : resources) {
      then(() -> make(declaration));
    }
    then(this::complete);
    // Each is begun and made, then the stack is complete.
    go(2 * resources.size() + 1);
  }

  private void make(Declaration declaration) {
    var resource = unmade(declaration);
    var imported = Optional.ofNullable(imports.get(declaration.id()));
    change(
        resource,
        imported.isPresent() ? "IMPORT" : "CREATE",
        () -> {
          var properties = desired().properties(declaration);
          return imported.isPresent()
              ? adopt(resource, imported.get(), properties)
              : create(resource, properties);
        },
        () -> fail("The following resource(s) failed to create: [" + declaration.id() + "]. "));
  }

  private void complete() {
    try {
      stack().output(desired().outputs());
      enter(StackStatus.CREATE_COMPLETE, "");
    } catch (AwsError e) {
      fail(e.text());
    }
  }

  private void fail(String reason) {
    forgetSteps();
    switch (onFailure) {
      case DO_NOTHING -> enter(StackStatus.CREATE_FAILED, reason);
      case ROLLBACK -> {
        enter(StackStatus.ROLLBACK_IN_PROGRESS, reason + "Rollback requested by user.");
        undo(StackStatus.ROLLBACK_COMPLETE, StackStatus.ROLLBACK_FAILED);
      }
      case DELETE -> {
        enter(StackStatus.DELETE_IN_PROGRESS, reason + "Delete requested by user.");
        undo(StackStatus.DELETE_COMPLETE, StackStatus.DELETE_FAILED);
      }
    }
  }

  private void undo(StackStatus undone, StackStatus stuck) {
    remove(
        standing(),
        false,
        new Removal() {
          @Override
          public boolean keeps(StackResource resource) {
            return imports.containsKey(resource.logicalId());
          }

          @Override
          public void done(List<String> failed) {
            if (failed.isEmpty()) {
              enter(undone, "");
            } else {
              enter(
                  stuck,
                  "The following resource(s) failed to delete: ["
                      + String.join(", ", failed)
                      + "]. ");
            }
          }
        });
  }
}
