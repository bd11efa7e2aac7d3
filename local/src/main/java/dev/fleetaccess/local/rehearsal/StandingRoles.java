package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.stack.StackRequest;
import dev.fleetaccess.local.sim.stack.StackStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Roles of the spoke's name that stand in accounts before we come. */
final class StandingRoles {
  /** A stack of somebody else's. */
  static final String LEGACY_STACK = "LegacyRoles";

  /** So many kinds there are; the first is twice as likely. */
  static final int KINDS = 6;

  private static final PolicyDocument TRUST =
      PolicyDocument.parse(
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
          """);
  private static final PolicyDocument POLICY =
      PolicyDocument.parse(
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}
          """);
  private static final String LEGACY =
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Resources:
        Legacy:
          Type: AWS::IAM::Role
          Properties:
            RoleName: spoke-001
            Path: /security/
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}
      """;

  private final SimulatedOrganization world;
  private final Hands hands;
  private final List<String> vanishing = new ArrayList<>();

  StandingRoles(SimulatedOrganization world, Hands hands) {
    this.world = Objects.requireNonNull(world);
    this.hands = Objects.requireNonNull(hands);
  }

  /** Puts one into the account. */
  String stand(String account, int kind) {
    switch (kind) {
      case 0, 1 -> {
        plain(account, "/security/");
        hands.did(account, "role of the name");
      }
      case 2 -> {
        plain(account, "/security/");
        hands.did(account, "role of the name");
        vanishing.add(account);
      }
      case 3 -> {
        closeToWanted(account);
        hands.did(account, "role of the name that trusts the hub and may more");
      }
      case 4 -> {
        plain(account, "/");
        hands.did(account, "role of the name under another path");
      }
      default -> {
        hands
            .region(account)
            .create(
                hands.session(account), StackRequest.of(LEGACY_STACK, LEGACY, Map.of(), Map.of()));
        hands.did(account, "role in another stack");
      }
    }
    return account;
  }

  /** Some vanish between the change set that takes them over and its carrying out. */
  void vanish() {
    for (String account : vanishing) {
      hands.when(
          account,
          stack -> stack.status() == StackStatus.REVIEW_IN_PROGRESS,
          () -> {
            hands.removeRole(account);
            hands.did(account, "role vanishes before it is taken over");
          });
    }
    vanishing.clear();
  }

  /** The hub can enter it and read, so no proof shows that a policy is attached by hand. */
  private void closeToWanted(String account) {
    var organization = world.settings().organization();
    String hub = organization.partition().roleArn(world.settings().hub(), "/security/", "hub-001");
    var trust =
        PolicyDocument.parse(
            """
            {"Version": "2012-10-17",
             "Statement": [{"Sid": "HubOnly", "Effect": "Allow", "Action": "sts:AssumeRole",
               "Principal": {"AWS": "%s"},
               "Condition": {"ArnEquals": {"aws:PrincipalArn": "%s"}, "StringEquals": {"aws:PrincipalOrgID": "%s"}}}]}
            """
                .formatted(hub.replace("role/security/hub-001", "root"), hub, organization.id()));
    world
        .iam()
        .account(account)
        .create(
            RoleSpec.of(Hands.ROLE, trust).at("/security/").attaching(List.of(Hands.READ_ONLY)));
    hands.put(account, Hands.READ_ONLY);
  }

  private void plain(String account, String path) {
    world
        .iam()
        .account(account)
        .create(
            RoleSpec.of(Hands.ROLE, TRUST)
                .at(path)
                .allowing("by-hand", POLICY)
                .attaching(List.of(Hands.READ_ONLY)));
    hands.put(account, "by-hand");
    hands.put(account, Hands.READ_ONLY);
  }
}
