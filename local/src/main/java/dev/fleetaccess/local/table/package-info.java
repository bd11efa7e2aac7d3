/**
 * The ledger's table: DynamoDB Local in this process. Imports {@code endpoint}, {@code blueprint}.
 */
package dev.fleetaccess.local.table;
