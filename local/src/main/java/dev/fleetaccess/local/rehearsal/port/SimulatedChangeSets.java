package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.aws.AwsAnswers;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.rehearsal.check.Occurrences;
import dev.fleetaccess.local.rehearsal.check.WriteWitness;
import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.local.sim.stack.ChangeSet;
import dev.fleetaccess.local.sim.stack.ChangeSetMode;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackRegion;
import dev.fleetaccess.local.sim.stack.StackRequest;
import dev.fleetaccess.local.sim.stack.StackStatus;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.ChangeSets;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Change sets in simulated accounts: the calls that the adapter of AWS makes. */
public final class SimulatedChangeSets implements ChangeSets {
  private static final Set<String> LET_GO = Set.of("DELETE_COMPLETE", "DELETE_SKIPPED");

  private final AccountCalls calls;
  private final WriteWitness witness;
  private final Occurrences occurrences;

  /** Change sets that a witness watches. */
  public SimulatedChangeSets(
      SimulatedOrganization world, Effects effects, WriteWitness witness, Occurrences occurrences) {
    this.calls = new AccountCalls(world, effects);
    this.witness = Objects.requireNonNull(witness);
    this.occurrences = Objects.requireNonNull(occurrences);
  }

  @Override
  public void takeOver(Session session, RoleStack desired, String importing, String name) {
    occurrences.action("change set that takes over");
    Map<String, String> tags = new TreeMap<>(desired.tags());
    tags.remove(Digest.TAG);
    create(session, desired, name, importing, tags, new ChangeSetMode(true, false));
  }

  @Override
  public void putBack(Session session, RoleStack desired, String name) {
    occurrences.action("change set that puts back");
    create(
        session, desired, name, desired.template(), desired.tags(), new ChangeSetMode(false, true));
  }

  private void create(
      Session session,
      RoleStack desired,
      String name,
      String template,
      Map<String, String> tags,
      ChangeSetMode mode) {
    var request = StackRequest.of(desired.name(), template, desired.parameters(), tags);
    try {
      call(
          session,
          desired,
          "CreateChangeSet",
          (access, stacks) -> {
            access.require(stacks.arnOf(desired.name()), named(name).withRequestTags(tags));
            Runnable after =
                witness.before(access.account(), desired, "CreateChangeSet", access.session());
            stacks.changeSets().create(name, mode.importsExisting(), mode, request);
            after.run();
            return name;
          });
    } catch (RemoteFailure e) {
      if (!e.failure().code().equals("AlreadyExistsException")) {
        throw e;
      }
    }
  }

  @Override
  public State look(Session session, RoleStack desired, String name) {
    State state;
    try {
      state =
          call(
              session,
              desired,
              "DescribeChangeSet",
              (access, stacks) -> {
                access.require(stacks.arnOf(desired.name()), named(name));
                return state(stacks.changeSets().changeSet(name, Optional.of(desired.name())));
              });
    } catch (RemoteFailure e) {
      if (e.failure().code().startsWith("ChangeSetNotFound")) {
        return new State.Gone();
      }
      throw e;
    }
    return state instanceof State.Refused refused
        ? explained(session, desired, name, refused)
        : state;
  }

  private State explained(Session session, RoleStack desired, String name, State.Refused refused) {
    Optional<Cause> cause =
        Objections.toldTo(
            () ->
                call(
                    session,
                    desired,
                    "DescribeEvents",
                    (access, stacks) -> {
                      access.require(stacks.arnOf(desired.name()));
                      return Objections.first(
                          stacks
                              .changeSets()
                              .changeSet(name, Optional.of(desired.name()))
                              .objections()
                              .stream());
                    }));
    cause.ifPresent(found -> occurrences.flow("a check's words told: change set"));
    return cause.map(found -> AwsAnswers.explained(found, refused.reason())).orElse(refused);
  }

  private static State state(ChangeSet found) {
    return AwsAnswers.changeSet(found.status(), found.execution(), found.reason().orElse(""));
  }

  @Override
  public void execute(Session session, RoleStack desired, String name) {
    try {
      call(
          session,
          desired,
          "ExecuteChangeSet",
          (access, stacks) -> {
            access.require(stacks.arnOf(desired.name()), named(name));
            var found = stacks.changeSets().changeSet(name, Optional.of(desired.name()));
            Runnable after =
                witness.before(access.account(), desired, "ExecuteChangeSet", access.session());
            stacks.changeSets().execute(access.session(), found, Optional.of(name), false);
            after.run();
            return name;
          });
    } catch (RemoteFailure e) {
      if (!e.failure().code().equals("InvalidChangeSetStatus")) {
        throw e;
      }
    }
  }

  @Override
  public Optional<String> ownerOf(Session session, RoleStack desired, String role) {
    return call(
        session,
        desired,
        "DescribeStackResources",
        (access, stacks) -> {
          access.require("*");
          return stacks.all().stream()
              .filter(stack -> stack.status() != StackStatus.DELETE_COMPLETE)
              .filter(stack -> holds(stack, role))
              .map(Stack::name)
              .findFirst();
        });
  }

  private static boolean holds(Stack stack, String role) {
    return stack.resources().stream()
        .filter(resource -> resource.type().equals("AWS::IAM::Role"))
        .filter(resource -> !LET_GO.contains(resource.status()))
        .anyMatch(resource -> resource.physicalId().equalsIgnoreCase(role));
  }

  private static RequestContext named(String name) {
    return RequestContext.empty().with("cloudformation:ChangeSetName", name);
  }

  private <T> T call(
      Session session,
      RoleStack desired,
      String operation,
      BiFunction<Access, StackRegion, T> body) {
    return calls.call(
        session,
        desired.region(),
        "cloudformation",
        operation,
        desired.name(),
        access ->
            body.apply(
                access, calls.world().cloudFormation().at(access.account(), access.region())),
        String::valueOf);
  }
}
