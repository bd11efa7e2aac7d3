package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.org.Account;
import dev.fleetaccess.local.sim.org.AccountCreation;
import dev.fleetaccess.local.sim.org.AccountState;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.stack.StackRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the accounts as unlike one another as the profile says, now and while time passes. */
final class Population {
  /** What the spoke's role is called, path apart. */
  static final String SPOKE_ROLE = "spoke-001";

  private static final String SPOKE_STACK = "FleetAccess-Spoke";
  private static final Duration REPAIRED_AFTER = Duration.ofMinutes(4);
  private static final Duration BUSY_TIME = Duration.ofHours(2);

  private final SimulatedOrganization world;
  private final VirtualTime time;
  private final Faults faults;
  private int joined;

  Population(SimulatedOrganization world, VirtualTime time, Faults faults) {
    this.world = Objects.requireNonNull(world);
    this.time = Objects.requireNonNull(time);
    this.faults = Objects.requireNonNull(faults);
  }

  /** Spoils some accounts; the world is ready for the first push five minutes later. */
  void spoil(Map<String, String> files) {
    FaultProfile profile = faults.profile();
    for (Account account : members()) {
      String id = account.id();
      if (faults.strikes("account unusable", profile.unusable())) {
        world.locked(() -> unusable(id));
      } else if (faults.strikes("account denied", profile.denied())) {
        world.locked(() -> withoutAccessRole(id));
      } else if (faults.strikes("account controlled", profile.controlled())) {
        world.locked(() -> controlled(id));
      } else if (faults.strikes("foreign role", profile.foreignRole())) {
        world.locked(() -> foreignRole(id));
      } else if (faults.strikes("stack never created", profile.neverCreated())) {
        neverCreated(id, files.get("spoke-role.yaml"));
      }
      if (faults.strikes("account leaves", profile.leaving())) {
        time.after(
            Duration.ofMillis((long) faults.below(BUSY_TIME.toMillis())),
            () -> world.locked(() -> leave(id)));
      }
    }
  }

  /** Somebody creates an account. */
  void join() {
    int number = ++joined;
    world.locked(
        () ->
            world
                .creation()
                .request(
                    "joined-" + number,
                    "joined-" + number + "@accounts.example.com",
                    java.util.Optional.empty(),
                    Map.of()));
  }

  private List<Account> members() {
    return world.locked(
        () ->
            world.organization().accounts().stream()
                .filter(account -> !account.id().equals(world.settings().hub()))
                .filter(
                    account -> !account.id().equals(world.settings().organization().management()))
                .toList());
  }

  private String unusable(String id) {
    if (faults.even()) {
      world.organization().mark(id, AccountState.SUSPENDED);
    } else {
      world.organization().close(id);
    }
    return id;
  }

  private String leave(String id) {
    if (world.organization().find(id).isEmpty()) {
      return id;
    }
    if (faults.even()) {
      world.organization().depart(id, faults.even());
    } else if (faults.even()) {
      world.organization().mark(id, AccountState.SUSPENDED);
    } else if (world.organization().account(id).state() == AccountState.ACTIVE) {
      world.organization().close(id);
    }
    return id;
  }

  private String withoutAccessRole(String id) {
    var iam = world.iam().account(id);
    String role = AccountCreation.DEFAULT_ACCESS_ROLE;
    List.copyOf(iam.role(role).spec().attached()).forEach(policy -> iam.detach(role, policy));
    iam.delete(role);
    return id;
  }

  private String controlled(String id) {
    world
        .organization()
        .controls()
        .attach(
            id,
            "NoStacks",
            PolicyDocument.parse(
                """
                {"Version": "2012-10-17",
                 "Statement": [{"Effect": "Deny", "Action": "cloudformation:*", "Resource": "*"}]}
                """));
    return id;
  }

  private String foreignRole(String id) {
    var trust =
        PolicyDocument.parse(
            """
            {"Version": "2012-10-17",
             "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
            """);
    world.iam().account(id).create(RoleSpec.of(SPOKE_ROLE, trust).at("/security/"));
    return id;
  }

  /** An earlier try met a foreign role, which is gone since. */
  private void neverCreated(String id, String template) {
    var organization = world.settings().organization();
    world.locked(
        () -> {
          foreignRole(id);
          var session =
              world
                  .sts()
                  .issue(
                      organization
                          .partition()
                          .roleArn(id, "/", AccountCreation.DEFAULT_ACCESS_ROLE),
                      "earlier",
                      Duration.ofHours(1));
          return world
              .cloudFormation()
              .at(id, organization.region())
              .create(
                  session,
                  StackRequest.of(
                      SPOKE_STACK,
                      template,
                      Map.of(
                          "HubAccountId", world.settings().hub(),
                          "ManagementAccountId", organization.management(),
                          "OrganizationId", organization.id()),
                      Map.of()));
        });
    time.after(
        REPAIRED_AFTER,
        () ->
            world.locked(
                () -> {
                  world.iam().account(id).delete(SPOKE_ROLE);
                  return id;
                }));
  }
}
