package dev.fleetaccess.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Organization} keeps to. */
public abstract class OrganizationContract {
  /** The accounts that {@link #port} has at least, the management account among them. */
  protected static final int ACCOUNTS = 45;

  /** An organization of at least {@value #ACCOUNTS} active accounts. */
  protected abstract Organization port();

  /** The ids of every account of {@link #port}. */
  protected abstract Set<AccountId> ids();

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
  void anAccountOfAnotherOrganizationIsNotThere() {
    assertThat(port().account(new AccountId("999999999999"))).isEmpty();
  }
}
