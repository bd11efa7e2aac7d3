package dev.fleetaccess.local.sim.iam;

import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The managed policies of AWS that the simulation knows. AdministratorAccess is whole; the others
 * hold the part of AWS's text that the services of the simulation can tell apart.
 */
final class AwsManagedPolicies {
  private static final Instant CREATED = Instant.parse("2015-02-06T18:39:46Z");

  private static final Map<String, PolicyDocument> DOCUMENTS =
      Map.of(
          "AdministratorAccess",
          allowing("\"*\""),
          "ReadOnlyAccess",
          allowing(
              """
              ["cloudformation:Describe*","cloudformation:Get*","cloudformation:List*",\
              "cloudtrail:Describe*","cloudtrail:Get*","cloudtrail:List*","cloudtrail:LookupEvents",\
              "codecommit:BatchGet*","codecommit:Get*","codecommit:GitPull","codecommit:List*",\
              "config:Describe*","config:Get*","config:List*","dynamodb:BatchGet*",\
              "dynamodb:Describe*","dynamodb:Get*","dynamodb:List*","dynamodb:Query",\
              "dynamodb:Scan","ec2:Describe*","ec2:Get*","iam:Generate*","iam:Get*","iam:List*",\
              "iam:Simulate*","lambda:Get*","lambda:List*","organizations:Describe*",\
              "organizations:List*","rds:Describe*","rds:List*","s3:Get*","s3:List*",\
              "sqs:Get*","sqs:List*","sqs:Receive*","sts:GetAccessKeyInfo",\
              "sts:GetCallerIdentity","sts:GetSessionToken"]\
              """),
          "AWSKeyManagementServicePowerUser",
          allowing(
              """
              ["kms:CreateAlias","kms:CreateKey","kms:DeleteAlias","kms:Describe*",\
              "kms:GenerateRandom","kms:Get*","kms:List*","kms:TagResource","kms:UntagResource",\
              "iam:ListGroups","iam:ListRoles","iam:ListUsers"]\
              """),
          "SecurityAudit",
          allowing(
              """
              ["cloudformation:Describe*","cloudformation:GetTemplate","cloudformation:List*",\
              "iam:GenerateCredentialReport","iam:Get*","iam:List*","organizations:Describe*",\
              "organizations:List*","ec2:Describe*","s3:GetBucket*","s3:ListAllMyBuckets"]\
              """),
          "service-role/AWSLambdaBasicExecutionRole",
          allowing("[\"logs:CreateLogGroup\",\"logs:CreateLogStream\",\"logs:PutLogEvents\"]"));

  /** Those that were found, by ARN; as many as there are documents, in each partition. */
  private static final Map<String, ManagedPolicy> FOUND = new ConcurrentHashMap<>();

  private AwsManagedPolicies() {}

  static Optional<ManagedPolicy> find(Partition partition, String arn) {
    var known = FOUND.get(arn);
    if (known != null && arn.startsWith("arn:" + partition.id() + ":")) {
      return Optional.of(known);
    }
    var found = read(partition, arn);
    found.ifPresent(policy -> FOUND.put(arn, policy));
    return found;
  }

  private static Optional<ManagedPolicy> read(Partition partition, String arn) {
    var prefix = partition.arn("iam", "", "aws", "policy/");
    if (!arn.startsWith(prefix)) {
      return Optional.empty();
    }
    var name = arn.substring(prefix.length());
    return Optional.ofNullable(DOCUMENTS.get(name))
        .map(
            document ->
                new ManagedPolicy(
                    arn,
                    "ANPAAWSMANAGED" + Math.abs(name.hashCode() % 10_000_000),
                    name.substring(name.indexOf('/') + 1),
                    "/" + name.substring(0, name.indexOf('/') + 1),
                    "",
                    List.of(document),
                    CREATED));
  }

  private static PolicyDocument allowing(String actions) {
    return PolicyDocument.parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + actions
            + ",\"Resource\":\"*\"}]}");
  }
}
