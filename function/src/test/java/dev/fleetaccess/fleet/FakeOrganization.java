package dev.fleetaccess.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An organization in memory. Its accounts are listed by id, in pages of 20, and stand in the root
 * until they are moved.
 */
public final class FakeOrganization implements Organization {
  /** The root's id. */
  public static final String ROOT = "r-abcd";

  private static final int PAGE = 20;

  private final OrganizationFacts facts;
  private final TreeMap<AccountId, Account> accounts = new TreeMap<>();
  private final TreeMap<String, String> parents = new TreeMap<>();
  private final Map<AccountId, Map<String, String>> tags = new HashMap<>();
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

  /** There is a unit below the root or another unit. */
  public synchronized void unit(String id, String parent) {
    parents.put(id, parent);
  }

  /** The account stands in that unit from now on. */
  public synchronized void move(AccountId id, String unit) {
    parents.put(id.value(), unit);
  }

  /** The account has these tags from now on, and no others. */
  public synchronized void tag(AccountId id, Map<String, String> newTags) {
    tags.put(id, Map.copyOf(newTags));
  }

  /** Cursors given until now are refused from now on. */
  public synchronized void refuseCursors() {
    cursors++;
  }

  /** Something happens while the next page is asked for; of a unit, after it was read. */
  public synchronized void meanwhile(Runnable happening) {
    meanwhile = happening;
  }

  /**
   * What goes wrong: {@code describe}, {@code accounts}, {@code account}, {@code root}, {@code
   * units}, {@code parent}, {@code tags}.
   */
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
    happen();
    return cut(List.copyOf(accounts.values()), from);
  }

  private void happen() {
    Runnable happening = meanwhile;
    meanwhile = () -> {};
    happening.run();
  }

  private <T> Page<T> cut(List<T> all, Optional<Cursor> from) {
    int start = from.map(this::position).orElse(0);
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

  @Override
  public String root() {
    calls.incrementAndGet();
    faults.check("root");
    return ROOT;
  }

  @Override
  public synchronized Page<String> units(String parent, Optional<Cursor> from) {
    calls.incrementAndGet();
    faults.check("units");
    return cut(
        parents.keySet().stream()
            .filter(child -> child.startsWith("ou-") && parents.get(child).equals(parent))
            .toList(),
        from);
  }

  @Override
  public synchronized Page<Account> accounts(String parent, Optional<Cursor> from) {
    calls.incrementAndGet();
    faults.check("accounts");
    Page<Account> page =
        cut(
            accounts.values().stream()
                .filter(account -> parentOf(account.id().value()).equals(parent))
                .toList(),
            from);
    happen();
    return page;
  }

  @Override
  public synchronized Optional<String> parent(String child) {
    calls.incrementAndGet();
    faults.check("parent");
    boolean known =
        AccountId.isValid(child)
            ? accounts.containsKey(new AccountId(child))
            : parents.containsKey(child);
    return known ? Optional.of(parentOf(child)) : Optional.empty();
  }

  @Override
  public synchronized Map<String, String> tags(AccountId account) {
    calls.incrementAndGet();
    faults.check("tags");
    return tags.getOrDefault(account, Map.of());
  }

  private String parentOf(String child) {
    return parents.getOrDefault(child, ROOT);
  }
}
