package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.stack.ChangeSetMode;
import dev.fleetaccess.local.sim.stack.OnFailure;
import dev.fleetaccess.local.sim.stack.StackRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Stacks of an earlier try that never lived, in every state that such a stack can be left in. */
final class EarlierStacks {
  static final String HELPER = "helper-001";

  private static final Duration REPAIRED_AFTER = Duration.ofMinutes(4);
  private static final PolicyDocument TRUST =
      PolicyDocument.parse(
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
          """);

  /** Made before the spoke, and held fast when it is to be deleted again. */
  private static final String HELPING =
      """
        Helper:
          Type: AWS::IAM::Role
          Properties:
            RoleName: helper-001
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}
      """;

  private final SimulatedOrganization world;
  private final VirtualTime time;
  private final Faults faults;
  private final Hands hands;

  EarlierStacks(SimulatedOrganization world, VirtualTime time, Faults faults, Hands hands) {
    this.world = Objects.requireNonNull(world);
    this.time = Objects.requireNonNull(time);
    this.faults = Objects.requireNonNull(faults);
    this.hands = Objects.requireNonNull(hands);
  }

  /** Leaves one in the account. */
  void stand(String account, String template) {
    int kind = (int) faults.below(4);
    boolean protects = faults.even();
    world.locked(
        () -> {
          switch (kind) {
            case 0 -> met(account, request(template));
            case 1 -> met(account, request(template).failing(OnFailure.DO_NOTHING));
            case 2 -> reviewed(account, request(template));
            default -> heldFast(account, template);
          }
          if (protects) {
            hands.region(account).protect(Hands.STACK, true);
          }
          return "";
        });
  }

  /** It met a role of its name, which is gone since. */
  private void met(String account, StackRequest request) {
    world.iam().account(account).create(RoleSpec.of(Hands.ROLE, TRUST).at("/security/"));
    hands.region(account).create(hands.session(account), request);
    time.after(
        REPAIRED_AFTER,
        () ->
            world.locked(
                () -> {
                  world.iam().account(account).delete(Hands.ROLE);
                  return "";
                }));
  }

  private void reviewed(String account, StackRequest request) {
    hands
        .region(account)
        .changeSets()
        .create("by-hand", true, new ChangeSetMode(false, false), request);
  }

  private void heldFast(String account, String template) {
    met(account, request(helped(template)));
    hands.when(
        account,
        stack -> world.iam().account(account).find(HELPER).isPresent(),
        () -> world.iam().account(account).attach(HELPER, Hands.READ_ONLY));
  }

  private static String helped(String template) {
    String spoke = "  Spoke:\n    Type: AWS::IAM::Role\n";
    if (!template.contains(spoke)) {
      throw new IllegalStateException("the spoke's template no longer says '" + spoke + "'");
    }
    return template.replace(spoke, spoke + "    DependsOn: Helper\n").stripTrailing()
        + "\n"
        + HELPING;
  }

  private StackRequest request(String template) {
    var organization = world.settings().organization();
    return StackRequest.of(
        Hands.STACK,
        template,
        Map.of(
            "HubAccountId", world.settings().hub(),
            "ManagementAccountId", organization.management(),
            "OrganizationId", organization.id()),
        Map.of());
  }
}
