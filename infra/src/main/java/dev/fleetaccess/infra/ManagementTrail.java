package dev.fleetaccess.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudtrail.ReadWriteType;
import software.amazon.awscdk.services.cloudtrail.Trail;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.constructs.Construct;

/**
 * A trail of management writes in all regions, for an account that has none: without an active
 * trail EventBridge hears nothing of Organizations and Control Tower.
 *
 * <p>Off by default, since nearly every organization has one and a second copy of the events is
 * paid for. Its bucket is kept when the stack goes.
 */
final class ManagementTrail extends Construct {
  ManagementTrail(Construct scope) {
    super(scope, "Trail");
    Bucket bucket =
        Bucket.Builder.create(this, "Bucket")
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            .versioned(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    Trail.Builder.create(this, "Trail")
        .trailName("FleetAccess")
        .bucket(bucket)
        .isMultiRegionTrail(true)
        .includeGlobalServiceEvents(true)
        .managementEvents(ReadWriteType.WRITE_ONLY)
        .enableFileValidation(true)
        .build();
  }
}
