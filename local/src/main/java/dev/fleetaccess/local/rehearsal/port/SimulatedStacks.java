package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.aws.AwsAnswers;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.rehearsal.check.Occurrences;
import dev.fleetaccess.local.rehearsal.check.WriteWitness;
import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.Caller;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackEvent;
import dev.fleetaccess.local.sim.stack.StackRegion;
import dev.fleetaccess.local.sim.stack.StackRequest;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.reconcile.Stacks;
import dev.fleetaccess.release.RoleStack;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** CloudFormation in simulated accounts: the calls that the adapter of AWS makes. */
public final class SimulatedStacks implements Stacks {
  private final SimulatedOrganization world;
  private final Effects effects;
  private final WriteWitness witness;
  private final Occurrences occurrences;

  /** Stacks that a witness watches. */
  public SimulatedStacks(
      SimulatedOrganization world, Effects effects, WriteWitness witness, Occurrences occurrences) {
    this.world = Objects.requireNonNull(world);
    this.effects = Objects.requireNonNull(effects);
    this.witness = Objects.requireNonNull(witness);
    this.occurrences = Objects.requireNonNull(occurrences);
  }

  @Override
  public StackState observe(Session session, RoleStack desired) {
    try {
      return call(
          session,
          desired,
          "DescribeStacks",
          (access, stacks) -> {
            access.require(stacks.arnOf(desired.name()));
            Stack found = stacks.stack(desired.name());
            occurrences.status(found.status().name());
            return state(found);
          },
          SimulatedStacks::words);
    } catch (RemoteFailure e) {
      if (says(e, "does not exist")) {
        return new StackState.Absent();
      }
      throw e;
    }
  }

  @Override
  public void create(Session session, RoleStack desired, String token) {
    occurrences.action("Create");
    write(
        session,
        desired,
        "CreateStack",
        (access, stacks) -> {
          requireTagged(access, stacks, desired);
          return stacks.create(access.session(), request(desired, token)).id();
        });
  }

  @Override
  public boolean update(Session session, RoleStack desired, String token) {
    occurrences.action("Update");
    try {
      write(
          session,
          desired,
          "UpdateStack",
          (access, stacks) -> {
            requireTagged(access, stacks, desired);
            return stacks.update(access.session(), request(desired, token)).id();
          });
      return true;
    } catch (RemoteFailure e) {
      if (says(e, "No updates are to be performed")) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void delete(
      Session session, RoleStack desired, String stackId, String token, Set<String> retained) {
    occurrences.action("DeleteFirst");
    if (!retained.isEmpty()) {
      occurrences.action("DeleteFirst leaving what is stuck");
    }
    try {
      once(() -> deleteOnce(session, desired, stackId, token, retained));
    } catch (RemoteFailure e) {
      if (!says(e, "TerminationProtection is enabled")) {
        throw e;
      }
      occurrences.action("lift termination protection");
      write(
          session,
          desired,
          "UpdateTerminationProtection",
          (access, stacks) -> {
            access.require(stacks.arnOf(stackId));
            return stacks.protect(stackId, false).id();
          });
      once(() -> deleteOnce(session, desired, stackId, token, retained));
    }
  }

  /** What was begun under its token before is begun. */
  private static void once(Runnable operation) {
    try {
      operation.run();
    } catch (RemoteFailure e) {
      if (!e.failure().code().startsWith("TokenAlreadyExists")) {
        throw e;
      }
    }
  }

  private void deleteOnce(
      Session session, RoleStack desired, String stackId, String token, Set<String> retained) {
    write(
        session,
        desired,
        "DeleteStack",
        (access, stacks) -> {
          access.require(stacks.arnOf(stackId));
          stacks.delete(access.session(), stackId, Optional.of(token), retained, false);
          return stackId;
        });
  }

  @Override
  public void continueRollback(
      Session session, RoleStack desired, String stackId, String token, Set<String> skipped) {
    occurrences.action("ContinueRollback");
    if (!skipped.isEmpty()) {
      occurrences.action("ContinueRollback without what is stuck");
    }
    once(
        () ->
            write(
                session,
                desired,
                "ContinueUpdateRollback",
                (access, stacks) -> {
                  access.require(stacks.arnOf(stackId));
                  stacks.continueRollback(access.session(), stackId, Optional.of(token), skipped);
                  return stackId;
                }));
  }

  @Override
  public boolean neverLived(Session session, RoleStack desired, String stackId) {
    return call(
        session,
        desired,
        "DescribeStackEvents",
        (access, stacks) -> {
          access.require(stacks.arnOf(stackId));
          return StackHistory.neverLived(stackId, stacks.living(stackId).events());
        },
        String::valueOf);
  }

  @Override
  public Set<String> stuckAt(Session session, RoleStack desired, String stackId) {
    return call(
        session,
        desired,
        "DescribeStackEvents",
        (access, stacks) -> {
          access.require(stacks.arnOf(stackId));
          return StackHistory.stuckAt(stackId, stacks.living(stackId).events());
        },
        Set::toString);
  }

  @Override
  public Optional<Cause> firstCause(
      Session session, RoleStack desired, String stackId, Optional<String> token) {
    List<StackEvent> events =
        call(
            session,
            desired,
            "DescribeStackEvents",
            (access, stacks) -> {
              access.require(stacks.arnOf(stackId));
              return stacks.living(stackId).events();
            },
            found -> found.size() + " events");
    return token
        .flatMap(operation -> firstCause(session, desired, stackId, operation, events))
        .or(
            () ->
                StackHistory.last(events)
                    .filter(last -> !token.equals(Optional.of(last)))
                    .flatMap(last -> firstCause(session, desired, stackId, last, events)));
  }

  private Optional<Cause> firstCause(
      Session session, RoleStack desired, String stackId, String token, List<StackEvent> events) {
    StackHistory.Told told = StackHistory.under(token, events);
    return told.elsewhere()
        .flatMap(operation -> checked(session, desired, stackId, operation))
        .or(told::cause);
  }

  private Optional<Cause> checked(
      Session session, RoleStack desired, String stackId, String operation) {
    Optional<Cause> cause =
        Objections.toldTo(
            () ->
                call(
                    session,
                    desired,
                    "DescribeEvents",
                    (access, stacks) -> {
                      access.require(stacks.arnOf(stackId));
                      return Objections.first(
                          stacks.living(stackId).objections().stream()
                              .filter(each -> each.operation().equals(operation)));
                    },
                    found -> found.map(Cause::toString).orElse("no cause")));
    cause.ifPresent(found -> occurrences.flow("a check's words told: stack"));
    return cause;
  }

  private static void requireTagged(Access access, StackRegion stacks, RoleStack desired) {
    access.require(
        stacks.arnOf(desired.name()), RequestContext.empty().withRequestTags(desired.tags()));
  }

  private static StackRequest request(RoleStack desired, String token) {
    return StackRequest.of(desired.name(), desired.template(), desired.parameters(), desired.tags())
        .under(token);
  }

  private static StackState state(Stack stack) {
    return AwsAnswers.stack(
        stack.id(),
        stack.status().name(),
        stack.definition().tags(),
        stack.lastUpdated().orElseGet(stack::created));
  }

  private static String words(StackState state) {
    return switch (state) {
      case StackState.Absent() -> "ABSENT";
      case StackState.Settled settled -> settled.status() + " " + settled.changed();
      case StackState.Busy busy -> busy.status();
      case StackState.Broken broken -> broken.status();
    };
  }

  private void write(
      Session session,
      RoleStack desired,
      String operation,
      BiFunction<Access, StackRegion, String> body) {
    call(
        session,
        desired,
        operation,
        (access, stacks) -> {
          Runnable after = witness.before(access.account(), desired, operation, access.session());
          String answer = body.apply(access, stacks);
          after.run();
          return answer;
        },
        Function.identity());
  }

  private <T> T call(
      Session session,
      RoleStack desired,
      String operation,
      BiFunction<Access, StackRegion, T> body,
      Function<T, String> words) {
    EnteredSession entered = (EnteredSession) session;
    String account = entered.account().value();
    var caller = new Caller(entered.credentials(), desired.region());
    return effects.call(
        new Effects.Call("cloudformation", operation, account, desired.name()),
        entered.attempts()::incrementAndGet,
        () ->
            world.perform(
                caller,
                account,
                "cloudformation",
                operation,
                access ->
                    body.apply(
                        access, world.cloudFormation().at(access.account(), access.region()))),
        words);
  }

  private static boolean says(RemoteFailure failure, String words) {
    return failure.failure().message().contains(words);
  }
}
