package dev.fleetaccess.cli;

import dev.fleetaccess.cli.preview.Acquaintance;
import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.Page;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Needs;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.run.Census;
import dev.fleetaccess.run.UnitWalk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds out what a release has to know of accounts: from the ledger where that knows it, else from
 * the organization. What the ledger knows of an account is what the release had to know that it was
 * last brought to, so a first {@code units} or {@code tags} in a manifest is always asked for.
 */
final class Survey {
  /** So many accounts are asked for one by one, a call a unit above them; for more, all are. */
  private static final int FEW = 20;

  private final Organization organization;
  private final Release release;
  private final Needs needs;
  private final Function<CommitId, Optional<Release>> before;
  private final LongSearch search;

  /**
   * A survey for a release.
   *
   * @param before the releases that accounts have, as far as they can still be read
   * @param search says how far it has come: tags take a call an account
   */
  Survey(
      Organization organization,
      Release release,
      Function<CommitId, Optional<Release>> before,
      LongSearch search) {
    this.organization = Objects.requireNonNull(organization);
    this.release = Objects.requireNonNull(release);
    this.needs = release.needs();
    this.before = Objects.requireNonNull(before);
    this.search = Objects.requireNonNull(search);
  }

  /**
   * What was found out.
   *
   * @param accounts every account there is reason to think of
   * @param asked whether the organization was asked for any
   * @param listed whether it was asked for all
   */
  record Found(SortedMap<AccountId, Acquaintance> accounts, boolean asked, boolean listed) {}

  /**
   * Finds it out.
   *
   * @param holdings the inventory, whole
   * @param list whether every account of the organization is asked for
   * @throws IllegalStateException in words for people where the organization does not tell
   */
  Found of(List<Holding> holdings, boolean list) {
    Map<AccountId, Traits> known = known(holdings);
    var ids =
        new TreeSet<AccountId>(Set.of(release.manifest().hub(), release.facts().management()));
    holdings.forEach(holding -> ids.add(holding.account()));
    var strange = new TreeSet<>(ids);
    strange.removeAll(known.keySet());
    if (!list && (!needs.any() || strange.isEmpty())) {
      return new Found(accounts(ids, known), false, false);
    }
    try {
      boolean listed = list || strange.size() > FEW;
      return new Found(listed ? all(ids, known) : few(ids, known), true, listed);
    } catch (RemoteFailure e) {
      throw new IllegalStateException(words(e, list, strange.size()), e);
    }
  }

  /** A row that failed was written for another release than the one it names. */
  private Map<AccountId, Traits> known(List<Holding> holdings) {
    var known = new HashMap<AccountId, Traits>();
    var enough = new HashMap<CommitId, Boolean>();
    for (Holding holding : holdings) {
      if (holding.failure().isEmpty()
          && holding
              .release()
              .filter(has -> enough.computeIfAbsent(has, this::enough))
              .isPresent()) {
        known.put(holding.account(), holding.traits());
      }
    }
    return known;
  }

  private boolean enough(CommitId has) {
    return before.apply(has).filter(old -> old.needs().covers(needs)).isPresent();
  }

  private static SortedMap<AccountId, Acquaintance> accounts(
      Set<AccountId> ids, Map<AccountId, Traits> known) {
    var accounts = new TreeMap<AccountId, Acquaintance>();
    for (AccountId id : ids) {
      accounts.put(id, new Acquaintance(known.getOrDefault(id, Traits.NONE), Optional.empty()));
    }
    return accounts;
  }

  private SortedMap<AccountId, Acquaintance> few(Set<AccountId> ids, Map<AccountId, Traits> known) {
    SortedMap<AccountId, Acquaintance> accounts = accounts(ids, known);
    var census = new Census(organization);
    for (AccountId id : ids) {
      if (!known.containsKey(id)) {
        accounts.put(
            id,
            organization
                .account(id)
                .map(account -> acquaintance(account, census.traits(id, needs)))
                .orElseGet(Survey::gone));
      }
    }
    return accounts;
  }

  private SortedMap<AccountId, Acquaintance> all(Set<AccountId> ids, Map<AccountId, Traits> known) {
    var accounts = new TreeMap<AccountId, Acquaintance>();
    ids.forEach(id -> accounts.put(id, gone()));
    if (needs.units()) {
      UnitWalk.each(
          organization,
          (account, units) -> {
            accounts.put(account.id(), told(account, units, known));
            search.told(ids.size());
          });
    } else {
      Optional<Cursor> from = Optional.empty();
      do {
        Page<Account> page = organization.accounts(from);
        page.items()
            .forEach(
                account -> {
                  accounts.put(account.id(), told(account, List.of(), known));
                  search.told(ids.size());
                });
        from = page.next();
      } while (from.isPresent());
    }
    return accounts;
  }

  /** Where somebody stands is told anyway; tags take a call an account. */
  private Acquaintance told(Account account, List<String> units, Map<AccountId, Traits> known) {
    if (!needs.tags() || !account.state().usable()) {
      return acquaintance(account, new Traits(units, Map.of()));
    }
    Traits has = known.get(account.id());
    return acquaintance(
        account, new Traits(units, has == null ? organization.tags(account.id()) : has.tags()));
  }

  private static Acquaintance acquaintance(Account account, Traits traits) {
    return new Acquaintance(
        traits,
        Optional.of(account.state()).filter(state -> !state.usable()).map(state -> state.words()));
  }

  private static Acquaintance gone() {
    return new Acquaintance(Traits.NONE, Optional.of("not in the organization"));
  }

  private String words(RemoteFailure failure, boolean list, int strange) {
    String by = needs.units() ? needs.tags() ? "units and tags" : "units" : "tags";
    String why =
        needs.any()
            ? "this release chooses accounts by "
                + by
                + ", which the ledger does not know of "
                + (list ? "all" : String.valueOf(strange))
                + " accounts"
            : "the accounts are asked for";
    return why
        + ", and Organizations does not tell: "
        + failure.failure().code()
        + ": "
        + failure.failure().message()
        + " (what it takes stands in docs/operations.md; use the management account's credentials)";
  }
}
