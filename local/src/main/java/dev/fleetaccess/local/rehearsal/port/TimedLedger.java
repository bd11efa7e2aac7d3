package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Receipt;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.local.rehearsal.port.Effects.Call;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Releases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A ledger behind the calls that the table's adapters make. */
public final class TimedLedger {
  private TimedLedger() {}

  /**
   * The ledger.
   *
   * @param recorded told of each item's record at the moment it is made
   * @param unrecorded told of each that was tried, got no answer, and is not there
   */
  public static Ledger of(
      Ledger stored, Effects effects, Consumer<Entry> recorded, Consumer<Entry> unrecorded) {
    return new Ledger(
        new TimedRollouts(stored.rollouts(), effects),
        new TimedItems(stored.items(), effects, recorded, unrecorded),
        new TimedInventory(stored.inventory(), effects));
  }

  /** The releases. */
  public static Releases of(Releases stored, Effects effects) {
    return new TimedReleases(stored, effects);
  }

  static Call call(String operation, String subject) {
    return new Call("dynamodb", operation, "", subject);
  }

  private static Call call(String operation, AccountId account, String subject) {
    return new Call("dynamodb", operation, account.value(), subject);
  }

  private static String words(Entry entry) {
    return entry.state()
        + " visit "
        + entry.attempt().visit()
        + " failures "
        + entry.attempt().failures()
        + " resent "
        + entry.resent()
        + (entry.note().isEmpty() ? "" : " (" + entry.note() + ")");
  }

  /**
   * What many items come to, as a number: they are read at each step of a rollout, and to put each
   * into words would take longer than the step. Enumerated values by their names, since their own
   * hash is another one in each JVM.
   */
  private static int sum(List<Entry> entries) {
    int sum = 0;
    for (Entry entry : entries) {
      sum = 31 * sum + entry.account().value().hashCode();
      sum = 31 * sum + entry.stack().hashCode();
      sum = 31 * sum + entry.state().name().hashCode();
      sum = 31 * sum + entry.attempt().visit();
      sum = 31 * sum + entry.resent();
      sum = 31 * sum + entry.note().hashCode();
    }
    return sum;
  }

  private static String words(Rollout rollout) {
    return rollout.state()
        + " step "
        + rollout.step()
        + " stage "
        + rollout.stage()
        + " pages "
        + rollout.listing().pages();
  }

  private record TimedRollouts(Rollouts stored, Effects effects) implements Rollouts {
    @Override
    public Overview overview() {
      return effects.call(
          call("Query", "overview"),
          stored::overview,
          found ->
              found.open().stream().map(Rollouts.Open::id).sorted().toList()
                  + " open, pointers "
                  + found.pointers().version()
                  + found
                      .refusal()
                      .map(refusal -> ", refused " + refusal.release().brief())
                      .orElse(""));
    }

    @Override
    public boolean move(Pointers next) {
      return effects.call(
          call("PutItem", "pointers " + next.version()), () -> stored.move(next), String::valueOf);
    }

    @Override
    public void refuse(Refusal refusal) {
      effects.run(
          call("PutItem", "refusal of " + refusal.release().brief()), () -> stored.refuse(refusal));
    }

    @Override
    public void lift(Refusal refusal) {
      effects.run(
          call("DeleteItem", "refusal of " + refusal.release().brief()),
          () -> stored.lift(refusal));
    }

    @Override
    public Instant paced() {
      return effects.call(call("GetItem", "pace"), stored::paced, String::valueOf);
    }

    @Override
    public boolean pace(Instant before, Instant after) {
      return effects.call(
          call("PutItem", "pace " + after), () -> stored.pace(before, after), String::valueOf);
    }

    @Override
    public boolean open(Rollout rollout, Optional<Receipt> receipt) {
      return effects.call(
          call("TransactWriteItems", "open " + rollout.id()),
          () -> stored.open(rollout, receipt),
          String::valueOf);
    }

    @Override
    public Optional<Rollout> find(String id) {
      return effects.call(
          call("GetItem", id),
          () -> stored.find(id),
          found -> found.map(TimedLedger::words).orElse("none"));
    }

    @Override
    public boolean step(Rollout next, Optional<Receipt> receipt) {
      return effects.call(
          call("TransactWriteItems", next.id() + " to " + words(next)),
          () -> stored.step(next, receipt),
          String::valueOf);
    }

    @Override
    public Optional<Receipt> receipt(String request) {
      return effects.call(
          call("GetItem", "receipt of " + request),
          () -> stored.receipt(request),
          found -> found.map(Receipt::message).orElse("none"));
    }

    @Override
    public void sum(Rollout closed, Map<Entry.State, Integer> counts) {
      effects.run(call("PutItem", "sum of " + closed.id()), () -> stored.sum(closed, counts));
    }

    @Override
    public Optional<Map<Entry.State, Integer>> counts(String id) {
      return effects.call(
          call("GetItem", "sum of " + id), () -> stored.counts(id), String::valueOf);
    }

    @Override
    public List<Rollout> latest(Instant until, int most) {
      return effects.call(
          call("Query", "latest rollouts"),
          () -> stored.latest(until, most),
          found -> found.stream().map(each -> each.id() + " " + words(each)).toList().toString());
    }
  }

  private record TimedItems(
      Items stored, Effects effects, Consumer<Entry> recorded, Consumer<Entry> unrecorded)
      implements Items {
    @Override
    public Optional<Entry> plan(Entry entry) {
      return effects.call(
          call("PutItem", entry.account(), entry.rollout() + " " + entry.stack()),
          () -> stored.plan(entry),
          before -> before.map(TimedLedger::words).orElse("new, " + words(entry)));
    }

    @Override
    public Optional<Entry> find(String rollout, AccountId account, String stack) {
      return effects.call(
          call("GetItem", account, rollout + " " + stack),
          () -> stored.find(rollout, account, stack),
          found -> found.map(TimedLedger::words).orElse("none"));
    }

    @Override
    public List<Entry> of(String rollout) {
      return effects.call(
          call("Query", rollout),
          () -> stored.of(rollout),
          found -> found.size() + " items " + Integer.toHexString(sum(found)));
    }

    @Override
    public boolean record(Entry before, Entry after) {
      boolean[] there = new boolean[1];
      boolean answered = false;
      try {
        boolean noted =
            effects.call(
                call(
                    "UpdateItem",
                    after.account(),
                    after.rollout() + " " + after.stack() + " to " + words(after)),
                () -> {
                  there[0] = stored.record(before, after);
                  if (there[0]) {
                    recorded.accept(after);
                  }
                  return there[0];
                },
                String::valueOf);
        answered = true;
        return noted;
      } finally {
        if (!answered && !there[0]) {
          unrecorded.accept(after);
        }
      }
    }
  }

  private record TimedInventory(Inventory stored, Effects effects) implements Inventory {
    @Override
    public Optional<Holding> find(AccountId account, String stack) {
      return effects.call(
          call("GetItem", account, "inventory " + stack),
          () -> stored.find(account, stack),
          found -> found.map(TimedInventory::words).orElse("none"));
    }

    @Override
    public void put(Holding holding) {
      effects.run(
          call("PutItem", holding.account(), "inventory " + holding.stack() + " " + words(holding)),
          () -> stored.put(holding));
    }

    @Override
    public List<Holding> all() {
      return effects.call(
          call("Query", "inventory"), stored::all, found -> found.size() + " holdings");
    }

    @Override
    public List<Holding> of(AccountId account) {
      return effects.call(
          call("Query", account, "inventory"),
          () -> stored.of(account),
          found -> found.size() + " holdings");
    }

    @Override
    public void forget(AccountId account, String stack) {
      effects.run(
          call("DeleteItem", account, "inventory " + stack), () -> stored.forget(account, stack));
    }

    /** Stack by stack, as the adapter does: who dies in between has forgotten some of them. */
    @Override
    public void forget(AccountId account) {
      of(account).forEach(holding -> forget(account, holding.stack()));
    }

    private static String words(Holding holding) {
      return holding
          .failure()
          .map(failure -> failure.kind() + " " + failure.code())
          .orElseGet(() -> holding.release().map(CommitId::brief).orElse("nothing"));
    }
  }
}
