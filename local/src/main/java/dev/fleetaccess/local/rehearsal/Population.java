package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.org.Account;
import dev.fleetaccess.local.sim.org.AccountCreation;
import dev.fleetaccess.local.sim.org.AccountState;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes the accounts as unlike one another as the profile says, now and while time passes. */
final class Population {
  /** What the spoke's role is called, path apart. */
  static final String SPOKE_ROLE = "spoke-001";

  private static final Duration BUSY_TIME = Duration.ofHours(2);
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final PolicyDocument NO_STACKS =
      PolicyDocument.parse(
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Deny", "Action": "cloudformation:*", "Resource": "*"}]}
          """);
  private static final PolicyDocument COMPANY =
      PolicyDocument.parse(
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Deny", "Action": "ec2:*", "Resource": "*"}]}
          """);

  private final SimulatedOrganization world;
  private final VirtualTime time;
  private final Faults faults;
  private final Hands hands;
  private final EarlierStacks earlier;
  private final StandingRoles standing;
  private final Drift drift;
  private int joined;

  Population(SimulatedOrganization world, VirtualTime time, Faults faults, Hands hands) {
    this.world = Objects.requireNonNull(world);
    this.time = Objects.requireNonNull(time);
    this.faults = Objects.requireNonNull(faults);
    this.hands = Objects.requireNonNull(hands);
    this.earlier = new EarlierStacks(world, time, faults, hands);
    this.standing = new StandingRoles(world, hands);
    this.drift = new Drift(world);
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
        int kind = (int) faults.below(StandingRoles.KINDS);
        world.locked(() -> standing.stand(id, kind));
      } else if (faults.strikes("stack never created", profile.neverCreated())) {
        earlier.stand(id, files.get("spoke-role.yaml"));
      }
      if (faults.strikes("account is to leave", profile.leaving())) {
        time.after(within(BUSY_TIME), () -> world.locked(() -> leave(id)));
      }
    }
  }

  /** A step begins: people do something in some accounts while it runs. */
  void meddle() {
    FaultProfile profile = faults.profile();
    for (Account account : members()) {
      String id = account.id();
      if (faults.strikes("stack written by hand", profile.byHand())) {
        time.after(within(SOON), () -> hands.act(id));
      }
      if (faults.strikes("account moved", profile.moved())) {
        time.after(within(SOON), () -> world.locked(() -> move(id)));
      }
    }
  }

  /** Roles that are to be taken over vanish under our hands, some of them. */
  void vanish() {
    standing.vanish();
  }

  /** Some roles were changed since they were last looked at. */
  void drift() {
    for (Account account : members()) {
      if (faults.strikes("role changed by hand", faults.profile().drifted())) {
        int kind = (int) faults.below(drift.kinds());
        world.locked(() -> drift(account.id(), kind));
      }
    }
  }

  /** Accounts have what the next release needs, but some, where that release is bad. */
  void company(boolean bad) {
    for (Account account : members()) {
      if (!bad || !faults.strikes("lacks a policy", faults.profile().lacking())) {
        world.locked(() -> company(account.id()));
      }
    }
  }

  /**
   * Some accounts have a policy of the name that the next release brings: most of all those that
   * had a role of ours before we came.
   */
  void names() {
    double likely = faults.profile().lacking();
    for (Account account : members()) {
      String id = account.id();
      double here = world.locked(() -> living(id).isPresent()) ? likely : Math.sqrt(likely);
      if (faults.strikes("policy of the name", here)) {
        world.locked(() -> policy(id, RoleFiles.BROUGHT_POLICY));
      }
    }
  }

  /** Whoever had something of that name beside our stack gives it up. */
  void frees() {
    for (Account account : members()) {
      world.locked(() -> frees(account.id()));
    }
  }

  private String frees(String id) {
    var policies = world.iam().account(id).policies();
    String arn = policies.arnOf("/", RoleFiles.BROUGHT_POLICY);
    boolean beside =
        living(id)
            .filter(stack -> stack.resources().stream().noneMatch(r -> r.physicalId().equals(arn)))
            .isPresent();
    if (beside && policies.own().stream().anyMatch(each -> each.arn().equals(arn))) {
      policies.delete(arn);
    }
    return id;
  }

  private String company(String id) {
    return policy(id, RoleFiles.COMPANY_POLICY);
  }

  private String policy(String id, String name) {
    try {
      world.iam().account(id).policies().create(name, "/", "", COMPANY);
    } catch (AwsError e) {
      // The account has it already.
      return id;
    }
    return id;
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
                    Optional.empty(),
                    Map.of()));
  }

  private Duration within(Duration time) {
    return Duration.ofMillis((long) faults.below(time.toMillis()));
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
      hands.left(id);
      world.organization().depart(id, faults.even());
      faults.count("account departed");
    } else if (faults.even()) {
      world.organization().mark(id, AccountState.SUSPENDED);
      faults.count("account suspended");
    } else if (world.organization().account(id).state() == AccountState.ACTIVE) {
      world.organization().close(id);
      faults.count("account closed");
    }
    return id;
  }

  private String move(String id) {
    if (world.organization().find(id).isPresent()) {
      String from = world.organization().parentOf(id);
      String root = world.settings().organization().rootId();
      String to = from.equals(root) ? world.organization().unitsUnder(root).getFirst().id() : root;
      move(id, from, to);
    }
    return id;
  }

  private void move(String id, String from, String to) {
    hands.moving(id);
    world.organization().move(id, from, to);
  }

  /** Soon some accounts move into the unit, or out of it into another where they stand in it. */
  void move(String unit, String other, double share) {
    for (Account account : some(share)) {
      String id = account.id();
      time.after(
          within(SOON),
          () ->
              world.locked(
                  () -> {
                    if (world.organization().find(id).isPresent()) {
                      String from = world.organization().parentOf(id);
                      move(id, from, from.equals(unit) ? other : unit);
                    }
                    return id;
                  }));
    }
  }

  /** Soon an account leaves the organization. */
  void leaveSoon() {
    String id = some(0).getFirst().id();
    time.after(within(SOON), () -> world.locked(() -> leave(id)));
  }

  /** Tags a share of the accounts. */
  void tag(double share, Map<String, String> tags) {
    for (Account account : some(share)) {
      world.locked(
          () -> {
            hands.moving(account.id());
            world.organization().tag(account.id(), tags);
            return "";
          });
    }
  }

  /** A share of the accounts, at least one. */
  private List<Account> some(double share) {
    List<Account> left = new ArrayList<>(members());
    List<Account> some = new ArrayList<>();
    int count = Math.clamp(Math.round(left.size() * share), 1, left.size());
    while (some.size() < count) {
      some.add(left.remove((int) faults.below(left.size())));
    }
    return some;
  }

  private Optional<Stack> living(String id) {
    return hands.stack(id).filter(stack -> stack.status().updatable());
  }

  private String drift(String id, int kind) {
    var stack = living(id);
    if (stack.isPresent()) {
      try {
        hands.did(id, drift.change(kind, id));
        drift.policy(kind).ifPresent(policy -> hands.put(id, policy));
      } catch (AwsError e) {
        // The role is not there, or not as it was; nothing is changed then.
        return id;
      }
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
    world.organization().controls().attach(id, "NoStacks", NO_STACKS);
    return id;
  }
}
