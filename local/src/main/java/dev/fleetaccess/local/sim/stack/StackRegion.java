package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.sts.Session;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The stacks of one account in one region. Operations begin here and go on as the model's time
 * passes. Whether the caller may ask is decided before.
 */
public final class StackRegion {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");

  private final String account;
  private final String region;
  private final Workshop workshop;
  private final Definitions definitions;
  private final Map<String, Stack> byId = new LinkedHashMap<>();
  private final Map<String, Stack> byName = new HashMap<>();
  private final Map<String, Run> runs = new HashMap<>();
  private final Map<String, Long> operations = new HashMap<>();
  private final Set<String> spent = new HashSet<>();
  private final ChangeSets changeSets;

  StackRegion(String account, String region, Workshop workshop, Definitions definitions) {
    this.account = account;
    this.region = region;
    this.workshop = workshop;
    this.definitions = definitions;
    this.changeSets = new ChangeSets(this, workshop, definitions);
  }

  /** The change sets of these stacks. */
  public ChangeSets changeSets() {
    return changeSets;
  }

  /** Every stack there ever was, deleted ones included, oldest first. */
  public Collection<Stack> all() {
    return List.copyOf(byId.values());
  }

  /** A stack by its name, or by its id even after it was deleted. */
  public Optional<Stack> find(String nameOrId) {
    if (nameOrId.startsWith("arn:")) {
      return Optional.ofNullable(byId.get(nameOrId));
    }
    return Optional.ofNullable(byName.get(nameOrId))
        .filter(stack -> stack.status() != StackStatus.DELETE_COMPLETE);
  }

  /**
   * As {@link #find}.
   *
   * @throws AwsError {@code ValidationError} "Stack with id … does not exist"
   */
  public Stack stack(String nameOrId) {
    return find(nameOrId).orElseThrow(() -> StackErrors.noSuchId(nameOrId));
  }

  /**
   * As {@link #find}, in the words of the operations on stacks.
   *
   * @throws AwsError {@code ValidationError} "Stack […] does not exist"
   */
  public Stack living(String nameOrId) {
    return find(nameOrId).orElseThrow(() -> StackErrors.noSuchStack(nameOrId));
  }

  /** The ARN of a stack, or the pattern of its ARNs where it does not exist. */
  public String arnOf(String nameOrId) {
    return find(nameOrId)
        .map(Stack::id)
        .orElseGet(() -> nameOrId.startsWith("arn:") ? nameOrId : arn(nameOrId, "*"));
  }

  /** Reads a template without making anything of it. */
  public dev.fleetaccess.local.sim.template.Template template(String text) {
    return definitions.template(text);
  }

  /** Begins to create a stack. */
  public Stack create(Session session, StackRequest request) {
    if (!NAME.matcher(request.name()).matches()) {
      throw StackErrors.violated(
          request.name(),
          "stackName",
          "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
    }
    var existing = find(request.name());
    if (existing.isPresent()) {
      if (repeated(existing.get(), request.token(), request)) {
        return existing.get();
      }
      throw StackErrors.alreadyExists(request.name());
    }
    if (request.token().filter(spent::contains).isPresent()) {
      throw StackErrors.tokenExists(request.token().get());
    }
    var definition = definitions.of(request, Optional.empty());
    var stack = add(request.name(), definition);
    stack.protect(request.terminationProtection());
    remember(stack, request.token(), request);
    create(stack, session, request, Map.of());
    return stack;
  }

  /** Begins to update a stack. */
  public Stack update(Session session, StackRequest request) {
    var stack = living(request.name());
    if (repeated(stack, request.token(), request)) {
      return stack;
    }
    if (!stack.status().updatable()) {
      throw StackErrors.busy(stack);
    }
    var definition = definitions.of(request, Optional.of(stack.definition()));
    if (Difference.between(stack, definition, workshop.partition()).isEmpty()) {
      throw StackErrors.noUpdates();
    }
    remember(stack, request.token(), request);
    update(stack, session, definition, request);
    return stack;
  }

  /**
   * Begins to take existing resources into a stack: what a change set of the type IMPORT does.
   *
   * @param imports what they are called, by logical id
   */
  public void importInto(Session session, StackRequest request, Map<String, String> imports) {
    var stack = living(request.name());
    if (!stack.status().updatable()) {
      throw StackErrors.busy(stack);
    }
    var definition = definitions.of(request, Optional.of(stack.definition()));
    stack.begin(request.token(), workshop.identifiers().uuid());
    var run = new ImportRun(stack, workshop, session, region, time(stack), definition, imports);
    runs.put(stack.id(), run);
    run.start();
  }

  /** Begins to delete a stack; one that does not exist is no error. */
  public void delete(
      Session session,
      String nameOrId,
      Optional<String> token,
      Set<String> retained,
      boolean forced) {
    var found = find(nameOrId).filter(each -> each.status() != StackStatus.DELETE_COMPLETE);
    if (found.isEmpty()) {
      return;
    }
    var stack = found.get();
    if (stack.terminationProtection()) {
      throw AwsError.validation(
          "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is enabled");
    }
    if (stack.status() == StackStatus.DELETE_IN_PROGRESS) {
      return;
    }
    boolean creating =
        stack.status() == StackStatus.CREATE_IN_PROGRESS
            || stack.status() == StackStatus.REVIEW_IN_PROGRESS;
    if (stack.status().inProgress() && !creating) {
      throw AwsError.validation(
          "Stack [" + stack.name() + "] cannot be deleted while in status " + stack.status());
    }
    if (!retained.isEmpty() && stack.status() != StackStatus.DELETE_FAILED) {
      throw AwsError.validation(
          "Invalid operation on stack ["
              + stack.id()
              + "]. The following resources are specified to be retained, but the stack is not in"
              + " DELETE_FAILED state.");
    }
    spend(token);
    Optional.ofNullable(runs.get(stack.id())).ifPresent(Run::abandon);
    stack.begin(token, workshop.identifiers().uuid());
    var run = new DeleteRun(stack, workshop, session, region, time(stack), retained, forced);
    runs.put(stack.id(), run);
    run.start();
  }

  /** Goes on with a rollback that was stuck. */
  public void continueRollback(
      Session session, String nameOrId, Optional<String> token, Set<String> skipped) {
    var stack = living(nameOrId);
    if (stack.status() != StackStatus.UPDATE_ROLLBACK_FAILED) {
      throw AwsError.validation(
          "Stack:"
              + stack.id()
              + " is in "
              + stack.status()
              + " state and can not continue update rollback.");
    }
    var unfinished = stack.unfinishedRollback();
    for (var id : skipped) {
      var resource = stack.table().get(id);
      if (resource == null || !resource.status().equals("UPDATE_FAILED")) {
        throw AwsError.validation(
            "The following resources to skip are not in UPDATE_FAILED state: [" + id + "]");
      }
    }
    spend(token);
    stack.begin(token, workshop.identifiers().uuid());
    var run = new ContinueRun(stack, workshop, session, region, time(stack));
    runs.put(stack.id(), run);
    run.start(unfinished, skipped);
  }

  /** Makes a stack refuse to be deleted, or no longer. */
  public Stack protect(String nameOrId, boolean on) {
    var stack = living(nameOrId);
    stack.protect(on);
    return stack;
  }

  Stack add(String name, Definition definition) {
    var stack =
        new Stack(
            arn(name, workshop.identifiers().uuid()), name, workshop.agenda().time(), definition);
    byId.put(stack.id(), stack);
    byName.put(name, stack);
    return stack;
  }

  void create(Stack stack, Session session, StackRequest request, Map<String, String> imports) {
    stack.disableRollback(request.onFailure() == OnFailure.DO_NOTHING);
    stack.begin(request.token(), workshop.identifiers().uuid());
    var run =
        new CreateRun(stack, workshop, session, region, time(stack), request.onFailure(), imports);
    runs.put(stack.id(), run);
    run.start();
  }

  private void update(Stack stack, Session session, Definition definition, StackRequest request) {
    int changes = Difference.between(stack, definition, workshop.partition()).changes().size();
    update(stack, session, request, new UpdateRun.Task(definition, changes, false, Map.of()));
  }

  void update(Stack stack, Session session, ChangeSet changeSet, StackRequest request) {
    update(
        stack,
        session,
        request,
        new UpdateRun.Task(
            changeSet.definition(),
            changeSet.size(),
            changeSet.mode().revertsDrift(),
            changeSet.imports()));
  }

  private void update(Stack stack, Session session, StackRequest request, UpdateRun.Task task) {
    stack.disableRollback(request.rollbackDisabled());
    stack.begin(request.token(), workshop.identifiers().uuid());
    var run = new UpdateRun(stack, workshop, session, region, time(stack), task);
    runs.put(stack.id(), run);
    run.start();
  }

  String account() {
    return account;
  }

  String region() {
    return region;
  }

  private String arn(String name, String unique) {
    return workshop
        .partition()
        .arn("cloudformation", region, account, "stack/" + name + "/" + unique);
  }

  /** How long the stack's next operation takes. */
  private Duration time(Stack stack) {
    long operation = operations.merge(stack.name(), 1L, Long::sum) - 1;
    return workshop.stackTime().draw(account, stack.name(), operation);
  }

  /** Whether the request was made before under its token. */
  private static boolean repeated(Stack stack, Optional<String> token, StackRequest request) {
    var before = token.map(stack.tokens()::get);
    if (before.isEmpty()) {
      return false;
    }
    if (!before.get().equals(request)) {
      throw StackErrors.tokenExists(token.get());
    }
    return true;
  }

  private void remember(Stack stack, Optional<String> token, StackRequest request) {
    token.ifPresent(each -> stack.tokens().put(each, request));
    token.ifPresent(spent::add);
  }

  /** A token is good for one operation, whatever came of it and whether its stack still stands. */
  private void spend(Optional<String> token) {
    if (token.isPresent() && !spent.add(token.get())) {
      throw StackErrors.tokenExists(token.get());
    }
  }
}
