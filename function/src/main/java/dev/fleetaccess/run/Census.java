package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.Page;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.release.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Lists the organization's accounts, each with what has to be known of it: by a walk through the
 * units where these count, and with a call an account where tags count. It stops where no more may
 * be asked or the service wants a rest, and goes on there, so that no account is asked for twice.
 */
public final class Census {
  private static final String NOBODY = "-";

  /** What was asked for, the account after which a page goes on, and where the page begins. */
  private static final Pattern PLACE = Pattern.compile("(u?t?) (-|\\d{12}) (.*)", Pattern.DOTALL);

  private final Organization organization;

  /** A census of that organization. */
  public Census(Organization organization) {
    this.organization = Objects.requireNonNull(organization);
  }

  /**
   * An account as it was told.
   *
   * @param traits what is needed of it
   */
  record Told(Account account, Traits traits) {
    Told {
      Objects.requireNonNull(account);
      Objects.requireNonNull(traits);
    }
  }

  /**
   * One page, or what of it could be told.
   *
   * @param wanted of whom something is wanted; others are not told
   * @param more whether after so many accounts another may be asked about; the first one always is
   * @throws RemoteFailure when not even one more account could be told
   */
  Page<Told> page(
      Needs needs, Optional<Cursor> from, Predicate<AccountId> wanted, IntPredicate more) {
    if (!needs.any()) {
      Page<Account> page = organization.accounts(from.filter(place -> !isOurs(place)));
      return new Page<>(
          page.items().stream()
              .filter(account -> wanted.test(account.id()))
              .map(account -> new Told(account, Traits.NONE))
              .toList(),
          page.next());
    }
    Place place = Place.read(needs, from);
    UnitWalk.Step step = needs.units() ? walk(place) : list(place);
    List<Account> left =
        after(place.after, step.accounts()).stream()
            .filter(account -> wanted.test(account.id()))
            .toList();
    List<Told> told = new ArrayList<>();
    for (Account account : left) {
      Optional<Map<String, String>> tags = tags(needs, account, told.size(), more);
      if (tags.isEmpty()) {
        return new Page<>(
            told, Optional.of(place.after(told.getLast().account().id().value()).write(needs)));
      }
      told.add(new Told(account, new Traits(step.units(), tags.get())));
    }
    return new Page<>(
        told, step.next().map(inner -> new Place(NOBODY, Optional.of(inner)).write(needs)));
  }

  /** What is needed of one account: a call a unit above it, and one for its tags. */
  public Traits traits(AccountId id, Needs needs) {
    List<String> units = new ArrayList<>();
    if (needs.units()) {
      Optional<String> above = organization.parent(id.value());
      while (above.isPresent()) {
        units.add(above.get());
        above = above.get().startsWith("r-") ? Optional.empty() : organization.parent(above.get());
      }
    }
    return new Traits(units, needs.tags() ? organization.tags(id) : Map.of());
  }

  private UnitWalk.Step walk(Place place) {
    return new UnitWalk(organization).step(place.page);
  }

  private UnitWalk.Step list(Place place) {
    Page<Account> page = organization.accounts(place.page.map(Cursor::new));
    return new UnitWalk.Step(page.items(), List.of(), page.next().map(Cursor::token));
  }

  /** Empty when the page goes on another time; whoever cannot be used is not asked about. */
  private Optional<Map<String, String>> tags(
      Needs needs, Account account, int told, IntPredicate more) {
    if (!needs.tags() || !account.state().usable()) {
      return Optional.of(Map.of());
    }
    if (told > 0 && !more.test(told)) {
      return Optional.empty();
    }
    try {
      return Optional.of(organization.tags(account.id()));
    } catch (RemoteFailure e) {
      if (told == 0 || !e.failure().kind().retryable()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static List<Account> after(String last, List<Account> page) {
    for (int i = 0; i < page.size(); i++) {
      if (page.get(i).id().value().equals(last)) {
        return page.subList(i + 1, page.size());
      }
    }
    return page;
  }

  private static boolean isOurs(Cursor cursor) {
    return PLACE.matcher(cursor.token()).matches();
  }

  /**
   * Where the listing stands.
   *
   * @param after the account of the page that was told last
   * @param page where the page begins; empty for the first
   */
  private record Place(String after, Optional<String> page) {
    static final Place BEGINNING = new Place(NOBODY, Optional.empty());

    /** A place in a listing that asked for something else is none: it begins anew. */
    static Place read(Needs needs, Optional<Cursor> from) {
      var parts = PLACE.matcher(from.map(Cursor::token).orElse(""));
      return parts.matches() && parts.group(1).equals(letters(needs))
          ? new Place(parts.group(2), Optional.of(parts.group(3)).filter(text -> !text.isEmpty()))
          : BEGINNING;
    }

    Place after(String account) {
      return new Place(account, page);
    }

    Cursor write(Needs needs) {
      return new Cursor(letters(needs) + " " + after + " " + page.orElse(""));
    }

    private static String letters(Needs needs) {
      return (needs.units() ? "u" : "") + (needs.tags() ? "t" : "");
    }
  }
}
