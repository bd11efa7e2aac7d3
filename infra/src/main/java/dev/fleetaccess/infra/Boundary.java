package dev.fleetaccess.infra;

import java.util.List;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.constructs.Construct;

/**
 * The permissions boundary of every access role in the management account: reads of the
 * organization, of CloudTrail Lake and of configuration, and nothing else.
 *
 * <p>Whatever a role template there grants beyond it has no effect. It allows no IAM write, no
 * entry into other roles, and no content such as objects, code or log lines.
 */
final class Boundary extends Construct {
  Boundary(Construct scope) {
    super(scope, "Boundary");
    ManagedPolicy.Builder.create(this, "Policy")
        .managedPolicyName(Names.BOUNDARY)
        .description("The most that an access role of FleetAccess may do in this account")
        .statements(
            List.of(
                Permissions.allow(
                    "Organization", List.of("organizations:Describe*", "organizations:List*"), "*"),
                Permissions.allow(
                    "CloudTrailLake",
                    List.of(
                        "cloudtrail:StartQuery",
                        "cloudtrail:DescribeQuery",
                        "cloudtrail:GetQueryResults",
                        "cloudtrail:ListQueries",
                        "cloudtrail:CancelQuery"),
                    "*"),
                Permissions.allow("Configuration", CONFIGURATION, "*")))
        .build();
  }

  private static final List<String> CONFIGURATION =
      List.of(
          "sts:GetCallerIdentity",
          "iam:GenerateCredentialReport",
          "iam:Get*",
          "iam:List*",
          "ec2:Describe*",
          "ec2:GetEbs*",
          "ec2:GetImageBlockPublicAccessState",
          "ec2:GetInstanceMetadataDefaults",
          "ec2:GetSerialConsoleAccessStatus",
          "ec2:GetSnapshotBlockPublicAccessState",
          "s3:GetAccessPoint",
          "s3:GetAccessPointPolicy*",
          "s3:GetAccountPublicAccessBlock",
          "s3:GetBucket*",
          "s3:Get*Configuration",
          "s3:ListAccessPoints",
          "s3:ListAllMyBuckets",
          "rds:Describe*",
          "rds:List*",
          "lambda:GetAccountSettings",
          "lambda:GetFunctionConcurrency",
          "lambda:GetFunctionConfiguration",
          "lambda:GetFunctionUrlConfig",
          "lambda:GetLayerVersionPolicy",
          "lambda:GetPolicy",
          "lambda:List*",
          "cloudformation:Describe*",
          "cloudformation:GetStackPolicy",
          "cloudformation:List*",
          "cloudtrail:DescribeTrails",
          "cloudtrail:GetEventDataStore",
          "cloudtrail:GetEventSelectors",
          "cloudtrail:GetInsightSelectors",
          "cloudtrail:GetTrail*",
          "cloudtrail:ListEventDataStores",
          "cloudtrail:ListTags",
          "cloudtrail:ListTrails",
          "config:BatchGet*",
          "config:Describe*",
          "config:Get*",
          "config:List*");
}
