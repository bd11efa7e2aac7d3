package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.org.Account;
import dev.fleetaccess.local.sim.org.AccountCreation;
import dev.fleetaccess.local.sim.org.AccountState;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackRequest;
import dev.fleetaccess.local.sim.sts.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The accounts that are not as they should be: one of each kind, chosen by chance. */
final class Spoiled {
  /** So many accounts are spoiled, the hub's never among them. */
  static final int KINDS = 8;

  private static final String ROLE = "spoke-001";
  private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
  private static final String POLICY = "NotNow";
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final PolicyDocument FOREIGN_TRUST =
      PolicyDocument.parse(
          """
          {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
           "Principal": {"Service": "ec2.amazonaws.com"}}}
          """);

  private final SimulatedOrganization world;
  private final List<String> chosen;
  private String foreignId = "";

  Spoiled(LocalOrganization organization, SplittableRandom chance) {
    this.world = organization.world();
    this.chosen = chosen(chance);
  }

  private List<String> chosen(SplittableRandom chance) {
    String management = world.settings().organization().management();
    List<String> ids =
        world.locked(
            () ->
                new ArrayList<>(
                    world.organization().accounts().stream()
                        .map(Account::id)
                        .filter(id -> !id.equals(world.settings().hub()) && !id.equals(management))
                        .toList()));
    List<String> some = new ArrayList<>();
    for (int kind = 0; kind < KINDS; kind++) {
      some.add(ids.remove(chance.nextInt(ids.size())));
    }
    return List.copyOf(some);
  }

  /** Suspended, and never usable again. */
  String suspended() {
    return chosen.get(0);
  }

  /** Without the role by which it is entered. */
  String closedToUs() {
    return chosen.get(1);
  }

  /** Under a control policy that forbids CloudFormation. */
  String controlled() {
    return chosen.get(2);
  }

  /** With a role of the spoke's name that no stack made. */
  String foreign() {
    return chosen.get(3);
  }

  /** With a stack whose creation failed long ago. */
  String neverCreated() {
    return chosen.get(4);
  }

  /** With a stack whose update can neither be done nor taken back. */
  String stuck() {
    return chosen.get(5);
  }

  /** With a role that somebody changed by hand. */
  String drifted() {
    return chosen.get(6);
  }

  /** One that leaves the organization. */
  String leaving() {
    return chosen.get(7);
  }

  /** Those that end as failed or refused as long as nobody mends them. */
  List<String> waitingForSomebody() {
    return takenOver()
        ? List.of(closedToUs(), controlled())
        : List.of(closedToUs(), controlled(), foreign());
  }

  /** Whether the foreign role is still the same one, and belongs to the account's stack now. */
  boolean takenOver() {
    return world.locked(
        () ->
            region(foreign()).find(FaultPlay.SPOKE_STACK).stream()
                .flatMap(stack -> stack.resources().stream())
                .map(resource -> Optional.ofNullable(resource.attributes().get("RoleId")))
                .anyMatch(Optional.of(foreignId)::equals));
  }

  /** An account leaves the organization. */
  void leave() {
    change(() -> world.organization().depart(leaving(), true));
  }

  /** Spoils those that are spoiled from the beginning. */
  void begin(String template) throws InterruptedException {
    change(() -> world.organization().mark(suspended(), AccountState.SUSPENDED));
    iam(
        closedToUs(),
        iam -> {
          String role = AccountCreation.DEFAULT_ACCESS_ROLE;
          List.copyOf(iam.role(role).spec().attached()).forEach(policy -> iam.detach(role, policy));
          iam.delete(role);
        });
    deny(controlled(), "cloudformation:*");
    iam(foreign(), iam -> foreignId = iam.create(foreignRole()).uniqueId());
    iam(neverCreated(), iam -> iam.create(foreignRole()));
    stack(neverCreated(), session -> region(neverCreated()).create(session, request(template)));
    await(neverCreated(), "ROLLBACK_COMPLETE");
    iam(neverCreated(), iam -> iam.delete(ROLE));
  }

  /** Gets one stack stuck, by an update that a control policy forbids half way, and back too. */
  void stick(String template) throws InterruptedException {
    deny(stuck(), "iam:*");
    stack(stuck(), session -> region(stuck()).update(session, request(template)));
    await(stuck(), "UPDATE_ROLLBACK_FAILED");
    change(() -> world.organization().controls().detach(stuck(), POLICY));
  }

  /** Somebody gives one spoke more than it should have. */
  void drift() {
    iam(drifted(), iam -> iam.attach(ROLE, ADMINISTRATOR));
  }

  /** Whether what somebody gave is taken away again. */
  boolean driftIsPutBack() {
    return world.locked(
        () -> world.iam().account(drifted()).role(ROLE).spec().attached().isEmpty());
  }

  /** Somebody does what the ledger says is to be done. */
  void mend() {
    change(
        () ->
            world
                .creation()
                .addAccessRole(closedToUs(), AccountCreation.DEFAULT_ACCESS_ROLE, Duration.ZERO));
    change(() -> world.organization().controls().detach(controlled(), POLICY));
  }

  private void deny(String account, String action) {
    var policy =
        PolicyDocument.parse(
            """
            {"Statement": {"Effect": "Deny", "Action": "%s", "Resource": "*"}}
            """
                .formatted(action));
    change(() -> world.organization().controls().attach(account, POLICY, policy));
  }

  private static RoleSpec foreignRole() {
    return RoleSpec.of(ROLE, FOREIGN_TRUST).at("/security/");
  }

  private StackRequest request(String template) {
    var organization = world.settings().organization();
    return StackRequest.of(
        FaultPlay.SPOKE_STACK,
        template,
        Map.of(
            "HubAccountId", world.settings().hub(),
            "ManagementAccountId", organization.management(),
            "OrganizationId", organization.id()),
        Map.of());
  }

  private dev.fleetaccess.local.sim.stack.StackRegion region(String account) {
    return world.cloudFormation().at(account, world.settings().organization().region());
  }

  private void stack(String account, Consumer<Session> write) {
    change(
        () ->
            write.accept(
                world
                    .sts()
                    .issue(
                        world
                            .settings()
                            .organization()
                            .partition()
                            .roleArn(account, "/", AccountCreation.DEFAULT_ACCESS_ROLE),
                        "somebody",
                        Duration.ofHours(1))));
  }

  private void await(String account, String status) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!status(account).equals(Optional.of(status))) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "the stack of " + account + " should be " + status + " and is " + status(account));
      }
      Thread.sleep(100);
    }
  }

  private Optional<String> status(String account) {
    return world.locked(
        () ->
            region(account).find(FaultPlay.SPOKE_STACK).map(Stack::status).map(Objects::toString));
  }

  private void iam(String account, Consumer<dev.fleetaccess.local.sim.iam.AccountIam> change) {
    change(() -> change.accept(world.iam().account(account)));
  }

  private void change(Runnable change) {
    world.locked(
        () -> {
          change.run();
          return "";
        });
  }
}
