package dev.fleetaccess.fleet;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An organization in memory. Its accounts are listed by id, in pages of 20. */
public final class FakeOrganization implements Organization {
  private static final int PAGE = 20;

  private final OrganizationFacts facts;
  private final TreeMap<AccountId, Account> accounts = new TreeMap<>();
  private Runnable meanwhile = () -> {};
  private final Faults faults = new Faults();
  private final AtomicInteger calls = new AtomicInteger();
  private int cursors;

  /** An organization that has its management account and nothing else. */
  public FakeOrganization(OrganizationFacts facts) {
    this.facts = facts;
    put(new Account(facts.management(), "management", AccountState.ACTIVE, Optional.empty()));
  }

  /** An account joins, or is seen in another state. */
  public synchronized void put(Account account) {
    accounts.put(account.id(), account);
  }

  /** An account leaves. */
  public synchronized void remove(AccountId id) {
    accounts.remove(id);
  }

  /** Cursors given until now are refused from now on. */
  public synchronized void refuseCursors() {
    cursors++;
  }

  /** Something happens while the next page is asked for. */
  public synchronized void meanwhile(Runnable happening) {
    meanwhile = happening;
  }

  /** What goes wrong: {@code describe}, {@code accounts}, {@code account}. */
  public Faults faults() {
    return faults;
  }

  /** How many calls were made. */
  public int calls() {
    return calls.get();
  }

  @Override
  public OrganizationFacts describe() {
    calls.incrementAndGet();
    faults.check("describe");
    return facts;
  }

  @Override
  public synchronized Page<Account> accounts(Optional<Cursor> from) {
    calls.incrementAndGet();
    faults.check("accounts");
    Runnable happening = meanwhile;
    meanwhile = () -> {};
    happening.run();
    int start = from.map(this::position).orElse(0);
    List<Account> all = List.copyOf(accounts.values());
    int end = Math.min(start + PAGE, all.size());
    Optional<Cursor> next =
        end < all.size() ? Optional.of(new Cursor(cursors + ":" + end)) : Optional.empty();
    return new Page<>(all.subList(Math.min(start, end), end), next);
  }

  private int position(Cursor cursor) {
    String[] parts = cursor.token().split(":");
    if (parts.length != 2 || !parts[0].equals(String.valueOf(cursors))) {
      throw new RemoteFailure(
          new Failure(
              Failure.Kind.INVALID, "InvalidInputException", "The page token is not valid."));
    }
    return Integer.parseInt(parts[1]);
  }

  @Override
  public synchronized Optional<Account> account(AccountId id) {
    calls.incrementAndGet();
    faults.check("account");
    return Optional.ofNullable(accounts.get(id));
  }
}
