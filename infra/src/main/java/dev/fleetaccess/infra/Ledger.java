package dev.fleetaccess.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/**
 * The ledger's table: releases, rollouts, and what every account has.
 *
 * <p>It outlives the stack, since it is the inventory too. On demand, because it is idle between
 * rollouts; its default encryption is DynamoDB's own.
 */
final class Ledger extends Construct {
  private final Table table;

  Ledger(Construct scope, Settings settings) {
    super(scope, "Ledger");
    table =
        Table.Builder.create(this, "Table")
            .tableName(settings.table())
            .partitionKey(text("pk"))
            .sortKey(text("sk"))
            .timeToLiveAttribute("ttl")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .deletionProtection(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
  }

  Table table() {
    return table;
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
