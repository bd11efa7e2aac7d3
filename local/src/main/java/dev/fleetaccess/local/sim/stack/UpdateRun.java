package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.local.sim.template.Declaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The update of a stack: changes first, then clean-up; a failure is taken back. */
final class UpdateRun extends Run {
  /**
   * What an update is to do.
   *
   * @param wanted what the stack is to be
   * @param changes how many resources change, as far as is known before
   * @param revertsDrift whether the live resources are looked at
   * @param imports existing resources to take over, by logical id
   */
  record Task(Definition wanted, int changes, boolean revertsDrift, Map<String, String> imports) {}

  private final Task task;
  private final Definition before;
  private final List<Undo> journal = new ArrayList<>();

  UpdateRun(
      Stack stack, Workshop workshop, Session session, String region, Duration total, Task task) {
    super(stack, workshop, session, region, total);
    this.task = task;
    before = stack.definition();
  }

  void start() {
    stack().define(task.wanted());
    enter(StackStatus.UPDATE_IN_PROGRESS, "User Initiated");
    var resources = desired().resources();
    var added =
        resources.stream()
            .filter(each -> ResourceTypes.of(each.type()).namesChecked())
            .filter(each -> !stands(stack().table().get(each.id())))
            .toList();
    if (!added.isEmpty()) {
      then(() -> check(added, StackStatus.UPDATE_FAILED, this::fail));
    }
    for (var declaration : resources) {
      then(() -> bring(declaration));
    }
    then(this::cleanUp);
    // Each change is begun and done, then come the clean-up and its end.
    go(2 * task.changes() + 2);
  }

  private void bring(Declaration declaration) {
    var current = stack().table().get(declaration.id());
    if (!stands(current) || (task.revertsDrift() && gone(current))) {
      make(declaration);
      return;
    }
    ObjectNode wanted;
    try {
      wanted = desired().properties(declaration);
    } catch (AwsError e) {
      fail(e.text());
      return;
    }
    boolean otherType = !current.type().equals(declaration.type());
    if (!otherType && current.properties().equals(wanted) && !drifted(current, wanted)) {
      stack().table().put(declaration.id(), policy(current, declaration));
      skip();
      return;
    }
    change(
        current,
        "UPDATE",
        () -> updated(current, declaration, wanted),
        () -> fail("The following resource(s) failed to update: [" + declaration.id() + "]. "));
  }

  private void make(Declaration declaration) {
    var resource = unmade(declaration);
    var imported = Optional.ofNullable(task.imports().get(declaration.id()));
    change(
        resource,
        imported.isPresent() ? "IMPORT" : "CREATE",
        () -> {
          var properties = desired().properties(declaration);
          if (imported.isPresent()) {
            return adopt(resource, imported.get(), properties);
          }
          var made = create(resource, properties);
          journal.add(new Undo(declaration.id(), Optional.empty(), made, false));
          return made;
        },
        () -> fail("The following resource(s) failed to create: [" + declaration.id() + "]. "));
  }

  private boolean gone(StackResource current) {
    return !ResourceTypes.of(current.type()).exists(current.physicalId(), context().iam());
  }

  private boolean drifted(StackResource current, ObjectNode wanted) {
    return task.revertsDrift()
        && ResourceTypes.of(current.type()).drifted(current.physicalId(), wanted, context().iam());
  }

  private StackResource updated(StackResource current, Declaration declaration, ObjectNode wanted) {
    var handler = ResourceTypes.of(declaration.type());
    handler.check(wanted);
    boolean otherType = !current.type().equals(declaration.type());
    if (otherType || handler.replaces(current.properties(), wanted)) {
      return replaced(current, declaration, wanted);
    }
    // Written down first: a change refused half-way is taken back too.
    journal.add(
        new Undo(
            declaration.id(),
            Optional.of(current),
            current.made(new Made(current.physicalId(), current.attributes()), wanted),
            false));
    var made =
        task.revertsDrift()
            ? handler.revert(current.physicalId(), wanted, context())
            : handler.update(current.physicalId(), current.properties(), wanted, context());
    return policy(current.made(made, wanted), declaration);
  }

  private StackResource replaced(
      StackResource current, Declaration declaration, ObjectNode wanted) {
    var handler = ResourceTypes.of(declaration.type());
    boolean sameName =
        current.type().equals(declaration.type())
            && handler.named(wanted)
            && name(current.properties()).equals(name(wanted));
    if (sameName) {
      throw AwsError.of(
          "CustomName",
          400,
          "CloudFormation cannot update a stack when a custom-named resource requires replacing."
              + " Rename "
              + name(wanted)
              + " and update the stack again.");
    }
    var made = create(unmade(declaration), wanted);
    journal.add(new Undo(declaration.id(), Optional.of(current), made, true));
    return made;
  }

  private static String name(ObjectNode properties) {
    return properties.path("RoleName").asText()
        + properties.path("ManagedPolicyName").asText()
        + properties.path("PolicyName").asText();
  }

  private static StackResource policy(StackResource resource, Declaration declaration) {
    return new StackResource(
        resource.logicalId(),
        resource.type(),
        resource.physicalId(),
        resource.attributes(),
        resource.properties(),
        declaration.deletionPolicy(),
        resource.status(),
        resource.reason(),
        resource.changed());
  }

  private void cleanUp() {
    try {
      stack().output(desired().outputs());
    } catch (AwsError e) {
      fail(e.text());
      return;
    }
    enter(StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, "");
    var declared = new HashSet<String>();
    desired().resources().forEach(each -> declared.add(each.id()));
    var leftOver = new ArrayList<StackResource>();
    standing().stream().filter(each -> !declared.contains(each.logicalId())).forEach(leftOver::add);
    journal.stream()
        .filter(Undo::replaced)
        .forEach(undo -> leftOver.add(undo.before().orElseThrow()));
    // A left-over that cannot be deleted is told of in the events and leaves the update complete.
    remove(leftOver, true, failed -> enter(StackStatus.UPDATE_COMPLETE, ""));
  }

  private void fail(String reason) {
    forgetSteps();
    if (stack().rollbackDisabled()) {
      enter(StackStatus.UPDATE_FAILED, reason);
      return;
    }
    stack().define(before);
    // What was only taken over goes back to whom it belonged.
    task.imports().keySet().forEach(stack().table()::remove);
    enter(StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, reason);
    new Rollback(this, journal).plan();
  }
}
