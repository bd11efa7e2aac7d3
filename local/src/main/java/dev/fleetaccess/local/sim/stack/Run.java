package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import dev.fleetaccess.local.sim.stack.Stack.Happening;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.local.sim.template.Declaration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An operation on a stack: steps with the same time between them, one resource after another. */
abstract class Run {
  private static final ObjectNode NOTHING = Json.object();

  private final Stack stack;
  private final Workshop workshop;
  private final HandlerContext context;
  private final Duration total;
  private Duration pause = Duration.ZERO;
  private final Deque<Runnable> steps = new ArrayDeque<>();
  private boolean abandoned;

  Run(Stack stack, Workshop workshop, Session session, String region, Duration total) {
    this.stack = stack;
    this.workshop = workshop;
    this.context = workshop.context(stack, session, region);
    this.total = total;
  }

  final Stack stack() {
    return stack;
  }

  final Workshop workshop() {
    return workshop;
  }

  final HandlerContext context() {
    return context;
  }

  /** Leaves everything as it is: another operation takes over. */
  final void abandon() {
    abandoned = true;
    steps.clear();
  }

  /** Puts a step behind all others. */
  final void then(Runnable step) {
    steps.addLast(step);
  }

  /** Puts a step before all others. */
  final void next(Runnable step) {
    steps.addFirst(step);
  }

  final void forgetSteps() {
    steps.clear();
  }

  /** Begins; that many steps share the time the operation takes. */
  final void go(int stepsExpected) {
    pause = total.dividedBy(stepsExpected);
    go();
  }

  private void go() {
    workshop.agenda().after(pause, this::step);
  }

  private void step() {
    var step = steps.poll();
    if (abandoned || step == null) {
      return;
    }
    step.run();
    if (!steps.isEmpty()) {
      go();
    }
  }

  /** Runs the next step at once, because this one had nothing to do. */
  final void skip() {
    var step = steps.poll();
    if (step != null) {
      step.run();
    }
  }

  final Instant now() {
    return workshop.agenda().time();
  }

  /**
   * Checks what is to be made anew before anything is made.
   *
   * @param status by which the stack tells that it was refused
   * @param refused what to do then, with the words of what comes after
   */
  final void check(List<Declaration> added, StackStatus status, Consumer<String> refused) {
    var found =
        new EarlyValidation(context.iam(), workshop.partition(), stack.operation(), now())
            .of(added, stack.definition(), stack);
    if (found.isEmpty()) {
      skip();
      return;
    }
    forgetSteps();
    stack.object(found);
    enter(status, Objection.failed(found.size()));
    stack.continueAs(workshop.identifiers().uuid());
    refused.accept(Objection.DETECTED);
  }

  /** The stack enters a state. */
  final void enter(StackStatus status, String reason) {
    stack.enter(status, reason, now());
    stack.record(
        workshop.identifiers().uuid(),
        new Happening(stack.name(), stack.id(), Stack.TYPE, status.name(), reason, NOTHING),
        now());
  }

  /** A resource enters a state. */
  final StackResource happen(StackResource resource, String status, String reason) {
    var changed = resource.in(status, reason, now());
    stack.table().put(resource.logicalId(), changed);
    record(changed);
    return changed;
  }

  /** Tells of a resource that is no longer, or not yet, the one of its logical id. */
  final void record(StackResource resource) {
    stack.record(
        workshop.identifiers().uuid() + "-" + resource.logicalId(),
        new Happening(
            resource.logicalId(),
            resource.physicalId(),
            resource.type(),
            resource.status(),
            resource.reason(),
            resource.properties()),
        now());
  }

  /**
   * Does one thing to a resource in two steps: begun now, done a pause later.
   *
   * @param verb such as {@code CREATE}
   * @param work does it, and gives the resource as it is then
   * @param failed what to do when it is refused
   */
  final void change(
      StackResource resource, String verb, Supplier<StackResource> work, Runnable failed) {
    happen(resource, verb + "_IN_PROGRESS", "");
    next(
        () -> {
          try {
            happen(work.get(), verb + "_COMPLETE", "");
          } catch (AwsError e) {
            happen(stack.table().get(resource.logicalId()), verb + "_FAILED", workshop.reason(e));
            failed.run();
          }
        });
  }

  /** Makes a resource anew. */
  final StackResource create(StackResource resource, ObjectNode properties) {
    var handler = ResourceTypes.of(resource.type());
    handler.check(properties);
    return resource.made(handler.create(resource.logicalId(), properties, context), properties);
  }

  /** Takes an existing resource over as it is; the properties count as applied. */
  final StackResource adopt(StackResource resource, String physicalId, ObjectNode properties) {
    var handler = ResourceTypes.of(resource.type());
    handler.check(properties);
    return resource.made(handler.adopt(physicalId, context), properties);
  }

  /** Deletes what is there of these, last first, then goes on. */
  final void remove(List<StackResource> resources, boolean keepRetained, Removal removal) {
    var failed = new ArrayList<String>();
    for (var resource : resources.reversed()) {
      then(() -> remove(resource, keepRetained, removal, failed));
    }
    then(() -> removal.done(failed));
  }

  private void remove(
      StackResource resource, boolean keepRetained, Removal removal, List<String> failed) {
    boolean retained =
        resource.deletionPolicy().equals("Retain")
            || (keepRetained && resource.deletionPolicy().equals("RetainExceptOnCreate"));
    if (retained || removal.keeps(resource)) {
      tell(resource.in("DELETE_SKIPPED", "", now()));
      return;
    }
    tell(resource.in("DELETE_IN_PROGRESS", "", now()));
    next(
        () -> {
          try {
            ResourceTypes.of(resource.type())
                .delete(resource.physicalId(), resource.properties(), context);
            tell(resource.in("DELETE_COMPLETE", "", now()));
          } catch (AwsError e) {
            tell(resource.in("DELETE_FAILED", workshop.reason(e), now()));
            failed.add(resource.logicalId());
          }
        });
  }

  /** Records a resource's state, in the table too where it still is the one of that id. */
  private void tell(StackResource resource) {
    stack
        .table()
        .computeIfPresent(
            resource.logicalId(),
            (id, current) ->
                current.physicalId().equals(resource.physicalId()) ? resource : current);
    record(resource);
  }

  /** What a removal leaves, and what comes after it. */
  interface Removal {
    /** Whether that resource stays. */
    default boolean keeps(StackResource resource) {
      return false;
    }

    /** All others are gone, but those. */
    void done(List<String> failed);
  }

  /** A resource that is declared and not yet made. */
  final StackResource unmade(Declaration declaration) {
    return new StackResource(
        declaration.id(),
        declaration.type(),
        "",
        java.util.Map.of(),
        Json.object(),
        declaration.deletionPolicy(),
        "",
        "",
        now());
  }

  /** Whether a resource stands. */
  static boolean stands(StackResource resource) {
    return resource != null
        && !resource.physicalId().isEmpty()
        && !resource.status().equals("DELETE_COMPLETE")
        && !resource.status().equals("DELETE_SKIPPED");
  }

  /** The resources that stand, in the order they were made. */
  final List<StackResource> standing() {
    return stack.table().values().stream().filter(Run::stands).toList();
  }

  /** What the stack's definition comes to now. */
  final Desired desired() {
    return Desired.of(
        stack.definition(), stack.id(), stack.name(), workshop.partition(), new StackTable(stack));
  }
}
