package dev.fleetaccess.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link Organization} keeps to. */
public abstract class OrganizationContract {
  /** The accounts that {@link #port} has at least, the management account among them. */
  protected static final int ACCOUNTS = 45;

  /** An organization of at least {@value #ACCOUNTS} active accounts. */
  protected abstract Organization port();

  /** The ids of every account of {@link #port}. */
  protected abstract Set<AccountId> ids();

  /** An account of {@link #port} that has the tag {@code env} of the value {@code prod} alone. */
  protected abstract AccountId tagged();

  @Test
  void theOrganizationTellsWhoItIs() {
    OrganizationFacts facts = port().describe();

    assertThat(facts.organizationId()).matches("o-[a-z0-9]{10,32}");
    assertThat(facts.partition()).startsWith("aws");
    assertThat(ids()).contains(facts.management());
  }

  @Test
  void everyAccountIsListedOnceInPagesOfAtMostTwenty() {
    List<AccountId> listed = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    int pages = 0;
    do {
      Page<Account> page = port().accounts(cursor);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(20);
      page.items().forEach(account -> listed.add(account.id()));
      cursor = page.next();
      pages++;
    } while (cursor.isPresent() && pages < 1_000);

    assertThat(listed).containsExactlyInAnyOrderElementsOf(ids());
    assertThat(pages).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aPageMayBeAskedForAgain() {
    Page<Account> first = port().accounts(Optional.empty());

    assertThat(port().accounts(first.next())).isEqualTo(port().accounts(first.next()));
  }

  @Test
  void aCursorOfNobodyIsRefused() {
    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> port().accounts(Optional.of(new Cursor("not a cursor"))))
        .satisfies(
            thrown -> assertThat(thrown.failure().code()).isEqualTo("InvalidInputException"));
  }

  @Test
  void anAccountIsFoundById() {
    AccountId management = port().describe().management();

    Account account = port().account(management).orElseThrow();

    assertThat(account.id()).isEqualTo(management);
    assertThat(account.state()).isEqualTo(AccountState.ACTIVE);
  }

  @Test
  void aWalkFromTheRootFindsEveryAccountOnceWhereItsParentsSayItStands() {
    Organization port = port();
    Map<AccountId, String> found = new HashMap<>();
    Deque<String> left = new ArrayDeque<>(List.of(port.root()));
    Set<String> units = new HashSet<>();
    while (!left.isEmpty()) {
      String parent = left.pop();
      all(from -> port.accounts(parent, from))
          .forEach(account -> assertThat(found.put(account.id(), parent)).isNull());
      List<String> below = all(from -> port.units(parent, from));
      below.forEach(unit -> assertThat(port.parent(unit)).contains(parent));
      left.addAll(below);
      units.addAll(below);
    }

    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(ids());
    assertThat(units).as("an organization with units").isNotEmpty();
    AccountId some = ids().stream().sorted().skip(2).findFirst().orElseThrow();
    assertThat(port.parent(some.value())).contains(found.get(some));
  }

  private static <T> List<T> all(Function<Optional<Cursor>, Page<T>> listing) {
    List<T> all = new ArrayList<>();
    Optional<Cursor> next = Optional.empty();
    do {
      Page<T> page = listing.apply(next);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(20);
      all.addAll(page.items());
      next = page.next();
    } while (next.isPresent());
    return all;
  }

  @Test
  void aUnitThatIsGoneHasNobodyAndNothingAboveIt() {
    assertThat(port().accounts("ou-gone-00000000", Optional.empty()).items()).isEmpty();
    assertThat(port().units("ou-gone-00000000", Optional.empty()).items()).isEmpty();
    assertThat(port().parent("ou-gone-00000000")).isEmpty();
    assertThat(port().parent("999999999999")).isEmpty();
  }

  @Test
  void anAccountsTagsAreTold() {
    assertThat(port().tags(tagged())).isEqualTo(Map.of("env", "prod"));
    assertThat(port().tags(new AccountId("999999999999"))).isEmpty();
  }

  @Test
  void anAccountOfAnotherOrganizationIsNotThere() {
    assertThat(port().account(new AccountId("999999999999"))).isEmpty();
  }
}
