package dev.fleetaccess.guard;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names of API operations and of services that are not the names of their actions, as people write
 * them by mistake; after the service authorization reference and the S3 user guide.
 */
final class ApiNames {
  private static final Map<String, String> ACTIONS =
      table(
          """
          apigateway:CreateRestApi apigateway:POST
          apigateway:DeleteRestApi apigateway:DELETE
          apigateway:GetResources apigateway:GET
          apigateway:GetRestApi apigateway:GET
          apigateway:GetRestApis apigateway:GET
          apigateway:GetStages apigateway:GET
          lambda:Invoke lambda:InvokeFunction
          lambda:ListVersions lambda:ListVersionsByFunction
          s3:AbortMultipartUploads s3:AbortMultipartUpload
          s3:CompleteMultipartUpload s3:PutObject
          s3:CopyObject s3:PutObject
          s3:CreateMultipartUpload s3:PutObject
          s3:DeleteBucketEncryption s3:PutEncryptionConfiguration
          s3:DeleteBucketLifecycle s3:PutLifecycleConfiguration
          s3:DeleteBucketReplication s3:PutReplicationConfiguration
          s3:DeleteObjects s3:DeleteObject
          s3:DeletePublicAccessBlock s3:PutBucketPublicAccessBlock
          s3:GetBucketAccelerateConfiguration s3:GetAccelerateConfiguration
          s3:GetBucketAnalyticsConfiguration s3:GetAnalyticsConfiguration
          s3:GetBucketEncryption s3:GetEncryptionConfiguration
          s3:GetBucketInventoryConfiguration s3:GetInventoryConfiguration
          s3:GetBucketLifecycle s3:GetLifecycleConfiguration
          s3:GetBucketLifecycleConfiguration s3:GetLifecycleConfiguration
          s3:GetBucketMetricsConfiguration s3:GetMetricsConfiguration
          s3:GetBucketReplication s3:GetReplicationConfiguration
          s3:GetObjectLockConfiguration s3:GetBucketObjectLockConfiguration
          s3:GetPublicAccessBlock s3:GetBucketPublicAccessBlock
          s3:HeadBucket s3:ListBucket
          s3:HeadObject s3:GetObject
          s3:ListBuckets s3:ListAllMyBuckets
          s3:ListMultipartUploads s3:ListBucketMultipartUploads
          s3:ListObjectVersions s3:ListBucketVersions
          s3:ListObjects s3:ListBucket
          s3:ListObjectsV2 s3:ListBucket
          s3:ListParts s3:ListMultipartUploadParts
          s3:PutBucketEncryption s3:PutEncryptionConfiguration
          s3:PutBucketLifecycleConfiguration s3:PutLifecycleConfiguration
          s3:PutBucketReplication s3:PutReplicationConfiguration
          s3:PutPublicAccessBlock s3:PutBucketPublicAccessBlock
          s3:SelectObjectContent s3:GetObject
          s3:UploadPart s3:PutObject
          """);

  private static final Map<String, String> SERVICES =
      table(
          """
          apigatewayv2 apigateway
          cloudwatchlogs logs
          configservice config
          efs elasticfilesystem
          elasticsearch es
          elb elasticloadbalancing
          elbv2 elasticloadbalancing
          emr elasticmapreduce
          eventbridge events
          inspectorv2 inspector2
          opensearchservice es
          ssoadmin sso
          stepfunctions states
          """);

  private ApiNames() {}

  /** The action that an operation of that name needs. */
  static Optional<String> action(String operation) {
    return Optional.ofNullable(ACTIONS.get(operation.toLowerCase(Locale.ROOT)));
  }

  /** The prefix of the actions of a service that goes by that name elsewhere. */
  static Optional<String> service(String name) {
    return Optional.ofNullable(SERVICES.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Every operation of the table, in lower case, with its action. */
  static Map<String, String> actions() {
    return Collections.unmodifiableMap(ACTIONS);
  }

  /** Every name of a service of the table with the prefix of its actions. */
  static Map<String, String> services() {
    return Collections.unmodifiableMap(SERVICES);
  }

  private static Map<String, String> table(String lines) {
    var table = new TreeMap<String, String>();
    lines
        .lines()
        .map(line -> line.split(" "))
        .forEach(words -> table.put(words[0].toLowerCase(Locale.ROOT), words[1]));
    return table;
  }
}
