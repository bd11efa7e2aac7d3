package dev.fleetaccess.cli;

import dev.fleetaccess.aws.AwsClients;
import dev.fleetaccess.aws.DynamoInventory;
import dev.fleetaccess.aws.DynamoItems;
import dev.fleetaccess.aws.DynamoReleases;
import dev.fleetaccess.aws.DynamoRollouts;
import dev.fleetaccess.aws.LedgerTable;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.run.ReleaseShelf;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The ledger, read with the credentials, region and endpoint that the SDK finds. */
final class LedgerReader implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AwsClients clients;
  private final LedgerTable rows;
  private final Ledger ledger;
  private final ReleaseShelf releases;

  LedgerReader(String table, String region) {
    this.clients = new AwsClients(region);
    this.rows = new LedgerTable(clients, table, threads);
    this.ledger =
        new Ledger(new DynamoRollouts(rows), new DynamoItems(rows), new DynamoInventory(rows));
    this.releases = new ReleaseShelf(new DynamoReleases(rows));
  }

  Ledger ledger() {
    return ledger;
  }

  /** The releases that were read. */
  ReleaseShelf releases() {
    return releases;
  }

  AwsClients clients() {
    return clients;
  }

  LedgerTable table() {
    return rows;
  }

  @Override
  public void close() {
    clients.close();
    threads.shutdownNow();
  }
}
