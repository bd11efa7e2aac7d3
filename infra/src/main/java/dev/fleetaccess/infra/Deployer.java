package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The role by which the worker enters the management account, which has no access role of its own.
 *
 * <p>It makes and keeps role stacks, and through them roles of the path {@code /security/} that
 * carry the {@link Boundary}. It may pass no role, so no stack acts with powers other than these.
 */
final class Deployer extends Construct {
  private static final String ROLES = Names.roleArn(Names.ROLE_PATH + "/*");

  /** IAM is written by CloudFormation in the worker's name, and by no direct call. */
  private static final Map<String, Object> BY_CLOUDFORMATION =
      Map.of("aws:CalledVia", List.of("cloudformation.amazonaws.com"));

  Deployer(Construct scope) {
    super(scope, "Deployer");
    Role role =
        Role.Builder.create(this, "Role")
            .roleName(Names.DEPLOYER)
            .description("Lets FleetAccess keep its role stacks in the management account")
            // The account, narrowed by condition: a role as principal breaks when it is made anew.
            .assumedBy(
                new PrincipalWithConditions(
                    new AccountRootPrincipal(),
                    Map.of("ArnEquals", Map.of("aws:PrincipalArn", Names.roleArn(Names.WORKER)))))
            .build();
    List.of(
            roleStacks(),
            findOwner(),
            createRoles(),
            keepRoles(),
            removeForeign(),
            readRoles(),
            findRoles(),
            keepBoundary())
        .forEach(role::addToPolicy);
  }

  private static PolicyStatement roleStacks() {
    return Permissions.allow(
        "RoleStacks",
        List.of(
            "cloudformation:ContinueUpdateRollback",
            "cloudformation:CreateChangeSet",
            "cloudformation:CreateStack",
            "cloudformation:DeleteStack",
            "cloudformation:DescribeChangeSet",
            "cloudformation:DescribeEvents",
            "cloudformation:DescribeStackEvents",
            "cloudformation:DescribeStacks",
            "cloudformation:ExecuteChangeSet",
            "cloudformation:TagResource",
            "cloudformation:UntagResource",
            "cloudformation:UpdateStack",
            "cloudformation:UpdateTerminationProtection"),
        Names.arn("cloudformation", "*", Aws.ACCOUNT_ID, "stack/" + Names.ROLE_STACKS + "*"));
  }

  /** Which stack holds a role is asked by the role's name, whatever stack that is. */
  private static PolicyStatement findOwner() {
    return Permissions.allow(
        "FindTheStackOfARole", List.of("cloudformation:DescribeStackResources"), "*");
  }

  private static PolicyStatement createRoles() {
    return PolicyStatement.Builder.create()
        .sid("CreateRolesWithinTheBoundary")
        .actions(
            List.of(
                "iam:CreateRole",
                "iam:PutRolePolicy",
                "iam:AttachRolePolicy",
                "iam:PutRolePermissionsBoundary"))
        .resources(List.of(ROLES))
        .conditions(
            Ordered.map(
                Map.of(
                    "StringEquals",
                    Map.of("iam:PermissionsBoundary", Names.policyArn(Names.BOUNDARY)),
                    "ForAnyValue:StringEquals",
                    BY_CLOUDFORMATION)))
        .build();
  }

  private static PolicyStatement keepRoles() {
    return PolicyStatement.Builder.create()
        .sid("KeepRoles")
        .actions(
            List.of(
                "iam:DeleteRole",
                "iam:TagRole",
                "iam:UntagRole",
                "iam:UpdateAssumeRolePolicy",
                "iam:UpdateRole",
                "iam:UpdateRoleDescription"))
        .resources(List.of(ROLES))
        .conditions(Map.of("ForAnyValue:StringEquals", BY_CLOUDFORMATION))
        .build();
  }

  /** What somebody added to a role by hand belongs to no stack, so it is removed directly. */
  private static PolicyStatement removeForeign() {
    return Permissions.allow(
        "RemoveForeignPolicies", List.of("iam:DeleteRolePolicy", "iam:DetachRolePolicy"), ROLES);
  }

  private static PolicyStatement readRoles() {
    return Permissions.allow(
        "ReadRoles",
        List.of(
            "iam:GetRolePolicy",
            "iam:ListAttachedRolePolicies",
            "iam:ListInstanceProfilesForRole",
            "iam:ListRolePolicies",
            "iam:ListRoleTags"),
        ROLES);
  }

  /** A role of the name may stand under another path; one that is gone is asked for without any. */
  private static PolicyStatement findRoles() {
    return Permissions.allow("FindRoles", List.of("iam:GetRole"), Names.roleArn("*"));
  }

  private static PolicyStatement keepBoundary() {
    return PolicyStatement.Builder.create()
        .sid("KeepTheBoundary")
        .effect(Effect.DENY)
        .actions(List.of("iam:DeleteRolePermissionsBoundary"))
        .resources(List.of(Names.roleArn("*")))
        .build();
  }
}
