package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.sts.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The change sets of the stacks of one account in one region. */
public final class ChangeSets {
  private static final String NOTHING =
      "The submitted information didn't contain changes. Submit different information to create a"
          + " change set.";

  private final StackRegion stacks;
  private final Workshop workshop;
  private final Definitions definitions;
  private final Map<String, ChangeSet> byId = new LinkedHashMap<>();

  ChangeSets(StackRegion stacks, Workshop workshop, Definitions definitions) {
    this.stacks = stacks;
    this.workshop = workshop;
    this.definitions = definitions;
  }

  /** Begins to make a change set; one that creates a stack leaves it in review. */
  public ChangeSet create(String name, boolean creates, ChangeSetMode mode, StackRequest request) {
    if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
      throw StackErrors.violated(
          name,
          "changeSetName",
          "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
    }
    var existing = stacks.find(request.name());
    var stack = existing;
    if (creates) {
      if (existing.filter(each -> each.status() != StackStatus.REVIEW_IN_PROGRESS).isPresent()) {
        throw StackErrors.alreadyExists(request.name());
      }
    } else if (existing.isEmpty()) {
      throw StackErrors.noSuchStack(request.name());
    } else if (!existing.get().status().updatable()) {
      throw StackErrors.busy(existing.get());
    }
    if (existing.flatMap(each -> find(each, name)).isPresent()) {
      throw AwsError.of(
          "AlreadyExistsException",
          400,
          "ChangeSet "
              + name
              + " cannot be created due to a"
              + " mismatch with existing attribute name");
    }
    var definition =
        definitions.of(request, creates ? Optional.empty() : stack.map(Stack::definition));
    var target = stack.orElseGet(() -> review(request.name(), definition));
    var difference =
        creates
            ? Difference.ofNew(target, definition, workshop.partition())
            : Difference.between(target, definition, workshop.partition());
    var changes = live(difference.changes(), mode, creates, target, definition);
    var id =
        workshop
            .partition()
            .arn(
                "cloudformation",
                stacks.region(),
                stacks.account(),
                "changeSet/" + name + "/" + workshop.identifiers().uuid());
    var changeSet =
        new ChangeSet(
            id,
            name,
            target,
            creates,
            definition,
            request,
            workshop.agenda().time(),
            mode,
            changes);
    byId.put(id, changeSet);
    workshop
        .agenda()
        .after(
            workshop.changeSetTime(),
            () -> {
              var objections = check(changeSet, changes);
              if (changes.isEmpty() && !difference.tagsDiffer()) {
                changeSet.fail(NOTHING);
              } else if (!objections.isEmpty()) {
                changeSet.refuse(objections);
              } else {
                changeSet.ready();
              }
            });
    return changeSet;
  }

  private List<Objection> check(ChangeSet changeSet, List<Difference.Change> changes) {
    var added =
        changes.stream()
            .filter(each -> each.action().equals("Add"))
            .map(each -> changeSet.definition().template().resources().get(each.logicalId()))
            .toList();
    return new EarlyValidation(
            workshop.iam().account(stacks.account()),
            workshop.partition(),
            changeSet.id(),
            workshop.agenda().time())
        .of(added, changeSet.definition(), changeSet.stack());
  }

  /**
   * A change set by its id, or by its name and its stack's.
   *
   * @throws AwsError {@code ChangeSetNotFound}
   */
  public ChangeSet changeSet(String nameOrId, Optional<String> stackName) {
    if (nameOrId.startsWith("arn:")) {
      return Optional.ofNullable(byId.get(nameOrId))
          .orElseThrow(() -> StackErrors.changeSetNotFound(nameOrId));
    }
    var stack =
        stacks.stack(
            stackName.orElseThrow(
                () ->
                    AwsError.validation(
                        "StackName must be specified if ChangeSetName is not specified as an"
                            + " ARN.")));
    return find(stack, nameOrId).orElseThrow(() -> StackErrors.changeSetNotFound(nameOrId));
  }

  /** The change sets of a stack. */
  public List<ChangeSet> of(Stack stack) {
    return byId.values().stream().filter(each -> each.stack() == stack).toList();
  }

  /** Begins to do what a change set says; the stack's other change sets become obsolete. */
  public void execute(
      Session session, ChangeSet changeSet, Optional<String> token, boolean rollbackDisabled) {
    if (!changeSet.execution().equals("AVAILABLE")) {
      throw AwsError.of(
          "InvalidChangeSetStatus",
          400,
          "ChangeSet ["
              + changeSet.id()
              + "] cannot be executed in its current status of ["
              + changeSet.status()
              + "]");
    }
    var stack = changeSet.stack();
    var asked = changeSet.request();
    var request =
        new StackRequest(
            asked.name(),
            asked.template(),
            asked.parameters(),
            asked.tags(),
            asked.capabilities(),
            token,
            rollbackDisabled ? OnFailure.DO_NOTHING : asked.onFailure(),
            rollbackDisabled,
            false);
    if (changeSet.creates()) {
      stack.define(changeSet.definition());
      stacks.create(stack, session, request, changeSet.imports());
    } else {
      if (!stack.status().updatable()) {
        throw StackErrors.busy(stack);
      }
      stacks.update(stack, session, changeSet, request);
    }
    of(stack).forEach(ChangeSet::obsolete);
    changeSet.executing();
    byId.values().removeIf(each -> each.stack() == stack);
  }

  /** Deletes a change set. */
  public void delete(ChangeSet changeSet) {
    byId.remove(changeSet.id());
  }

  private List<Difference.Change> live(
      List<Difference.Change> changes,
      ChangeSetMode mode,
      boolean creates,
      Stack stack,
      Definition definition) {
    var living = new LiveDifference(stacks, workshop.iam().account(stacks.account()));
    var all = mode.importsExisting() ? living.withImports(changes, definition) : changes;
    if (!mode.revertsDrift() || creates) {
      return all;
    }
    return living.withDrift(
        all,
        stack,
        Desired.of(
            definition, stack.id(), stack.name(), workshop.partition(), new StackTable(stack)));
  }

  private Stack review(String name, Definition definition) {
    var stack = stacks.add(name, definition);
    stack.enter(StackStatus.REVIEW_IN_PROGRESS, "User Initiated", workshop.agenda().time());
    return stack;
  }

  private Optional<ChangeSet> find(Stack stack, String name) {
    return of(stack).stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
