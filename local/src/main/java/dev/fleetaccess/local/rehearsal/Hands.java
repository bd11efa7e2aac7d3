package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.rehearsal.check.Invariants;
import dev.fleetaccess.local.rehearsal.check.Occurrences;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.org.AccountCreation;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackRegion;
import dev.fleetaccess.local.sim.stack.StackRequest;
import dev.fleetaccess.local.sim.stack.StackStatus;
import dev.fleetaccess.local.sim.sts.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** People who write stacks of accounts by hand, beside us. */
final class Hands {
  static final String STACK = "FleetAccess-Spoke";
  static final String ROLE = Population.SPOKE_ROLE;
  static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  /** A resource that cannot be made, since its name is taken by the one before it. */
  private static final String IMPOSSIBLE =
      """
        Impossible:
          Type: AWS::IAM::Role
          DependsOn: Spoke
          Properties:
            RoleName: spoke-001
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}
      """;

  /** A role that stands there and is to be the stack's; imports demand that it is retained. */
  private static final String TAKEN_IN =
      """
        %s:
          Type: AWS::IAM::Role
          DeletionPolicy: Retain
          Properties:
            RoleName: %s
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}
      """;

  private static final String TRUST =
      """
      {"Version": "2012-10-17",
       "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
      """;

  private static final PolicyDocument NO_IAM =
      PolicyDocument.parse(
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Deny", "Action": "iam:*", "Resource": "*"}]}
          """);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LIFTED_AFTER = Duration.ofSeconds(20);
  private static final int MOST_LOOKS = 1_200;

  private final SimulatedOrganization world;
  private final VirtualTime time;
  private final Faults faults;
  private final Invariants invariants;
  private final Occurrences occurrences;
  private final Predicate<String> written;
  private final Predicate<String> underWay;
  private final List<Consumer<String>> acts =
      List.of(
          this::updates,
          this::fails,
          this::sticksForAWhile,
          this::sticksForGood,
          this::leavesFailed,
          this::imports,
          this::importsInVain,
          this::sticksInImport,
          this::deletes,
          this::deletesInVain);

  /**
   * People in that world.
   *
   * @param written whether we wrote the account's stack and have not looked yet: whoever updates it
   *     by hand just then and keeps its tags is not noticed, which is a known limit
   * @param underWay whether an item of ours about the account has not ended: a write of ours may
   *     then be unknown to the ledger, so people do not keep the tags
   */
  Hands(
      SimulatedOrganization world,
      VirtualTime time,
      Faults faults,
      Invariants invariants,
      Occurrences occurrences,
      Predicate<String> written,
      Predicate<String> underWay) {
    this.world = Objects.requireNonNull(world);
    this.time = Objects.requireNonNull(time);
    this.faults = Objects.requireNonNull(faults);
    this.invariants = Objects.requireNonNull(invariants);
    this.occurrences = Objects.requireNonNull(occurrences);
    this.written = Objects.requireNonNull(written);
    this.underWay = Objects.requireNonNull(underWay);
  }

  /** Somebody does something to the account's spoke, whatever it is. */
  void act(String account) {
    Consumer<String> act = acts.get((int) faults.below(acts.size()));
    locked(
        () -> {
          boolean stands = stack(account).filter(stack -> stack.status().updatable()).isPresent();
          if (stands && !written.test(account)) {
            act.accept(account);
          }
        });
  }

  /** Does something when the account's stack comes to a state, if it does within ten minutes. */
  void when(String account, Predicate<Stack> state, Runnable act) {
    when(account, state, act, MOST_LOOKS);
  }

  private void when(String account, Predicate<Stack> state, Runnable act, int looks) {
    time.after(
        LOOK,
        () ->
            locked(
                () -> {
                  if (stack(account).filter(state).isPresent()) {
                    act.run();
                  } else if (looks > 0) {
                    when(account, state, act, looks - 1);
                  }
                }));
  }

  /** An account leaves the organization. */
  void left(String account) {
    invariants.left(account, time.instant());
  }

  /** An account is about to move, or to be tagged. */
  void moving(String account) {
    invariants.conduct().whereabouts().moving(account);
  }

  /** What was done, and that the account is somebody else's work for a while. */
  void did(String account, String what) {
    occurrences.hand(what);
    invariants.touched(account);
  }

  /** A policy was put on the account's role. */
  void put(String account, String policy) {
    invariants.put(account, ROLE, policy);
  }

  private void locked(Runnable act) {
    world.locked(
        () -> {
          try {
            act.run();
          } catch (AwsError e) {
            // It was not possible any more; people give up then.
            return "";
          }
          return "";
        });
  }

  private void updates(String account) {
    Stack stack = stack(account).orElseThrow();
    update(
        stack, stack.definition().template().text().replace("Reads this", "By hand, this"), false);
    did(account, "stack updated");
  }

  private void fails(String account) {
    impossible(account, false);
    did(account, "update failed");
  }

  private void leavesFailed(String account) {
    impossible(account, true);
    did(account, "update left failed");
  }

  private void sticksForAWhile(String account) {
    impossible(account, false);
    when(
        account,
        stack -> stack.status() == StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
        () -> {
          world.organization().controls().attach(account, "NoIam", NO_IAM);
          did(account, "update rollback stuck for a while");
          when(account, stack -> !stack.status().inProgress(), () -> lift(account));
        });
  }

  private void lift(String account) {
    time.after(
        LIFTED_AFTER, () -> locked(() -> world.organization().controls().detach(account, "NoIam")));
  }

  private void sticksForGood(String account) {
    impossible(account, false);
    when(
        account,
        stack -> stack.status() == StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
        () -> {
          removeRole(account);
          did(account, "update rollback stuck for good");
        });
  }

  private void imports(String account) {
    takesIn(account, Map.of("Imported", imported(account)));
    did(account, "role imported");
  }

  private void importsInVain(String account) {
    takesIn(account, Map.of("Missing", "missing-001"));
    did(account, "import failed");
  }

  private void sticksInImport(String account) {
    takesIn(account, Map.of("Imported", imported(account), "Missing", "missing-001"));
    when(
        account,
        stack -> stack.status() == StackStatus.IMPORT_ROLLBACK_IN_PROGRESS,
        () -> {
          world.organization().controls().attach(account, "NoIam", NO_IAM);
          did(account, "import rollback stuck");
          when(account, stack -> !stack.status().inProgress(), () -> lift(account));
        });
  }

  private String imported(String account) {
    var trust = PolicyDocument.parse(TRUST);
    return world.iam().account(account).create(RoleSpec.of("imported-001", trust)).name();
  }

  private void takesIn(String account, Map<String, String> roles) {
    Stack stack = stack(account).orElseThrow();
    invariants.touched(account);
    var template = new StringBuilder(stack.definition().template().text().stripTrailing());
    new TreeMap<>(roles)
        .forEach((id, role) -> template.append('\n').append(TAKEN_IN.formatted(id, role)));
    region(account)
        .importInto(
            session(account),
            StackRequest.of(
                stack.name(),
                template.toString(),
                stack.definition().parameters(),
                stack.definition().tags()),
            roles);
  }

  private void deletes(String account) {
    delete(account);
    did(account, "stack deleted");
  }

  private void deletesInVain(String account) {
    world.iam().account(account).attach(ROLE, READ_ONLY);
    delete(account);
    did(account, "stack deletion stuck");
  }

  private void delete(String account) {
    Stack stack = stack(account).orElseThrow();
    invariants.deletedByHand(stack.id());
    region(account).delete(session(account), stack.id(), Optional.empty(), Set.of(), false);
  }

  private void impossible(String account, boolean leftAsItIs) {
    Stack stack = stack(account).orElseThrow();
    String text = stack.definition().template().text();
    update(
        stack,
        text.replace("Reads this", "By hand, this").stripTrailing() + "\n" + IMPOSSIBLE,
        leftAsItIs);
  }

  private void update(Stack stack, String template, boolean leftAsItIs) {
    // From its beginning on, though what comes of it is told only later.
    invariants.touched(stack.account());
    StackRequest plain =
        StackRequest.of(
            stack.name(),
            template,
            stack.definition().parameters(),
            underWay.test(stack.account()) ? Map.of() : stack.definition().tags());
    region(stack.account())
        .update(
            session(stack.account()),
            new StackRequest(
                plain.name(),
                plain.template(),
                plain.parameters(),
                plain.tags(),
                plain.capabilities(),
                Optional.empty(),
                plain.onFailure(),
                leftAsItIs,
                false));
  }

  /** Deletes the account's role beside CloudFormation. */
  void removeRole(String account) {
    var iam = world.iam().account(account);
    var spec = iam.role(ROLE).spec();
    List.copyOf(spec.attached()).forEach(arn -> iam.detach(ROLE, arn));
    Set.copyOf(spec.inline().keySet()).forEach(name -> iam.deletePolicy(ROLE, name));
    iam.delete(ROLE);
  }

  /** The spoke's stack that stands in the account. */
  Optional<Stack> stack(String account) {
    return region(account).find(STACK);
  }

  StackRegion region(String account) {
    return world.cloudFormation().at(account, world.settings().organization().region());
  }

  /** A person's session in the account. */
  Session session(String account) {
    String role = AccountCreation.DEFAULT_ACCESS_ROLE;
    world.iam().account(account).role(role);
    return world
        .sts()
        .issue(
            world.settings().organization().partition().roleArn(account, "/", role),
            "somebody",
            Duration.ofHours(1));
  }
}
