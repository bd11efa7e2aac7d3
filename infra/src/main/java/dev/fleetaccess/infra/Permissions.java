package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * What the two functions may do beyond their own queue and log.
 *
 * <p>Neither may write to IAM or CloudFormation: the worker enters an account and acts there as the
 * account's own role, the management account included.
 */
final class Permissions {
  private Permissions() {}

  /** The orchestrator reads the organization and the role repository, and hands out the work. */
  static List<PolicyStatement> ofOrchestrator(
      Settings settings, Table table, Queues queues, NoticesTopic notices) {
    return List.of(
        // None of these can be narrowed to a resource, except those that name an account or a
        // unit, and these are found by asking. The last four tell which units accounts stand in,
        // and are used only where a manifest chooses by units.
        allow(
            "Organization",
            List.of(
                "organizations:DescribeOrganization",
                "organizations:DescribeAccount",
                "organizations:ListAccounts",
                "organizations:ListAccountsForParent",
                "organizations:ListOrganizationalUnitsForParent",
                "organizations:ListParents",
                "organizations:ListRoots"),
            "*"),
        // Used only where a manifest chooses by tags; policies and units have tags too.
        allow(
            "TagsOfAccounts",
            List.of("organizations:ListTagsForResource"),
            Names.arn("organizations", "", Aws.ACCOUNT_ID, "account/*")),
        allow(
            "RoleRepository",
            List.of("codecommit:GetBranch", "codecommit:GetFile"),
            RoleRepository.arn(settings)),
        // Both look at the policies that they are given, and at nothing in the account; neither
        // takes
        // a resource.
        allow(
            "ExaminePolicies",
            List.of("access-analyzer:CheckNoNewAccess", "access-analyzer:ValidatePolicy"),
            "*"),
        allow("Ledger", KEEP_LEDGER, table.getTableArn()),
        send(queues.work()),
        send(queues.tick()),
        allow("TellPeople", List.of("sns:Publish"), notices.arn()),
        // An event of ours may be taken for nobody else's.
        PolicyStatement.Builder.create()
            .sid("TellMachines")
            .actions(List.of("events:PutEvents"))
            .resources(
                List.of(Names.arn("events", Aws.REGION, Aws.ACCOUNT_ID, "event-bus/default")))
            .conditions(Map.of("StringEquals", Map.of("events:source", "fleetaccess")))
            .build());
  }

  /**
   * The worker enters accounts of its own organization, by the access roles and no others, and
   * becomes the hub role for the proof.
   */
  static List<PolicyStatement> ofWorker(Settings settings, Table table, Queues queues) {
    return List.of(
        PolicyStatement.Builder.create()
            .sid("EnterAccounts")
            .actions(List.of("sts:AssumeRole"))
            .resources(
                Stream.concat(
                        settings.accessRoles().stream()
                            .map(role -> Names.iamArn("*", "role/" + role)),
                        Stream.of(Names.roleArn(Names.DEPLOYER)))
                    .toList())
            // This is what stops a write into an account that has left the organization.
            .conditions(
                Map.of("StringEquals", Map.of("aws:ResourceOrgID", "${aws:PrincipalOrgID}")))
            .build(),
        // The hub role, for the proof: its own policy lets a session with this tag enter roles
        // only.
        PolicyStatement.Builder.create()
            .sid("ProveAsTheHub")
            .actions(List.of("sts:AssumeRole", "sts:TagSession"))
            .resources(List.of(Names.iamArn("*", "role/" + Names.HUB_ROLE)))
            .conditions(
                Map.of(
                    "StringEquals",
                    Map.of(
                        "aws:ResourceOrgID", "${aws:PrincipalOrgID}",
                        "aws:RequestTag/fleetaccess:purpose", "proof"),
                    "ForAllValues:StringEquals",
                    Map.of("aws:TagKeys", List.of("fleetaccess:purpose"))))
            .build(),
        allow("Ledger", RECORD_IN_LEDGER, table.getTableArn()),
        // What an account has is forgotten by whoever removed it, and nothing else is.
        PolicyStatement.Builder.create()
            .sid("ForgetWhatWasRemoved")
            .actions(List.of("dynamodb:DeleteItem"))
            .resources(List.of(table.getTableArn()))
            .conditions(
                Map.of(
                    "ForAllValues:StringLike",
                    Map.of("dynamodb:LeadingKeys", List.of("ACCOUNTS#*"))))
            .build(),
        send(queues.work()),
        // Everybody waits for the hub: its rollout is told at once when it has converged.
        send(queues.tick()));
  }

  /** Only the orchestrator opens and closes rollouts and forgets accounts. */
  private static final List<String> KEEP_LEDGER =
      List.of(
          "dynamodb:GetItem",
          "dynamodb:Query",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "dynamodb:DeleteItem");

  private static final List<String> RECORD_IN_LEDGER =
      List.of("dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem");

  private static PolicyStatement send(Queue queue) {
    String name = queue.getNode().getId();
    return allow("Send" + name, List.of("sqs:SendMessage"), queue.getQueueArn());
  }

  static PolicyStatement allow(String sid, List<String> actions, String... resources) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(actions)
        .resources(List.of(resources))
        .build();
  }
}
