package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The inventory in the table. Accounts are spread over 16 partitions, so that everything there is
 * takes 16 queries side by side and not one for each account.
 */
public final class DynamoInventory implements Inventory {
  private static final String PREFIX = "ACCOUNTS";

  private final LedgerTable table;

  public DynamoInventory(LedgerTable table) {
    this.table = table;
  }

  @Override
  public Optional<Holding> find(AccountId account, String stack) {
    return table.get(Shards.of(PREFIX, account), sort(account, stack)).map(DynamoInventory::read);
  }

  @Override
  public void put(Holding holding) {
    var row =
        new RowWriter(
                Shards.of(PREFIX, holding.account()), sort(holding.account(), holding.stack()))
            .text("account", holding.account().value())
            .text("stack", holding.stack())
            .traits(holding.traits())
            .text("release", holding.release().map(CommitId::value))
            .text("appliedDigest", holding.applied().map(Applied::digest).map(Digest::value))
            .text("appliedStackId", holding.applied().map(Applied::stackId))
            .text("appliedChanged", holding.applied().map(applied -> applied.changed().toString()))
            .text("role", holding.role())
            .failure(holding.failure())
            .time("seen", holding.seen())
            .text("entered", holding.entered().map(Instant::toString))
            .text("proven", holding.proven().map(Instant::toString))
            .text("provenAfter", holding.provenAfter().map(Duration::toString))
            .text("broken", holding.broken())
            .text("compared", holding.compared().map(Instant::toString))
            .text("joined", holding.joined().map(Instant::toString))
            .time("firstSeen", holding.firstSeen());
    table.put(row);
  }

  @Override
  public List<Holding> all() {
    List<Holding> holdings = new ArrayList<>();
    each(holdings::add);
    holdings.sort(Comparator.comparing(Holding::account).thenComparing(Holding::stack));
    return List.copyOf(holdings);
  }

  @Override
  public void each(Consumer<Holding> visitor) {
    table.eachOfShards(PREFIX, DynamoInventory::read, visitor);
  }

  @Override
  public List<Holding> of(AccountId account) {
    return table.query(Shards.of(PREFIX, account), account + "#").stream()
        .map(DynamoInventory::read)
        .toList();
  }

  @Override
  public void forget(AccountId account, String stack) {
    table.delete(Shards.of(PREFIX, account), sort(account, stack));
  }

  @Override
  public void forget(AccountId account) {
    String partition = Shards.of(PREFIX, account);
    table
        .query(partition, account + "#")
        .forEach(row -> table.delete(partition, row.text(LedgerTable.SORT)));
  }

  private static String sort(AccountId account, String stack) {
    return account + "#" + stack;
  }

  private static Holding read(RowReader row) {
    Optional<Applied> applied =
        row.optional("appliedDigest")
            .map(
                digest ->
                    new Applied(
                        new Digest(digest),
                        row.text("appliedStackId"),
                        row.time("appliedChanged")));
    return Holding.of(new AccountId(row.text("account")), row.text("stack"), row.time("seen"))
        .traits(row.traits())
        .release(row.optional("release").map(CommitId::new))
        .applied(applied)
        .role(row.optional("role"))
        .failure(row.failure())
        .entered(row.optional("entered").map(Instant::parse))
        .proven(row.optional("proven").map(Instant::parse))
        .provenAfter(row.optional("provenAfter").map(Duration::parse))
        .broken(row.optional("broken"))
        .compared(row.optional("compared").map(Instant::parse))
        .joined(row.optional("joined").map(Instant::parse))
        // A row of an earlier version says when it was last looked at only.
        .firstSeen(row.optional("firstSeen").map(Instant::parse).orElse(row.time("seen")))
        .done();
  }
}
