package dev.fleetaccess.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.release.SampleReleases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovalLimitTest {
  @ParameterizedTest(name = "{0} of {1}: halts {2}, {3}")
  @CsvSource({
    "1,  20,    false, 5 % are one",
    "2,  20,    true,  one more",
    "1,  19,    true,  5 % round down to none",
    "10, 200,   false, both limits",
    "11, 200,   true,  one more than both",
    "10, 10000, false, ten are few",
    "11, 10000, true,  more than ten although 5 % are 500",
    "6,  100,   true,  more than 5 % although fewer than ten"
  })
  void moreThanTenOrFivePercentHalt(int removed, int fleet, boolean halts, String reason) {
    assertThat(
            RemovalLimit.objection(removals(removed, 1), accounts(fleet), any -> false).isPresent())
        .as(reason)
        .isEqualTo(halts);
  }

  @ParameterizedTest(name = "{0} stacks in each of {1} accounts: halts {2}")
  @CsvSource({"3, 10, false", "1, 11, true"})
  void accountsAreCountedAndNotStacks(int stacks, int accounts, boolean halts) {
    Optional<String> objection =
        RemovalLimit.objection(removals(accounts, stacks), accounts(1000), any -> false);

    assertThat(objection.isPresent()).isEqualTo(halts);
    objection.ifPresent(
        words ->
            assertThat(words)
                .isEqualTo(
                    "FleetAccess-Old0 would be deleted in 11 of 1000 accounts, 10 may be without"
                        + " asking; nothing is deleted yet"));
  }

  @ParameterizedTest
  @CsvSource({"1", "4"})
  void whereEverybodyDependsOnAStackAPersonHasToAgree(int removed) {
    assertThat(
            RemovalLimit.objection(
                removals(removed, 1), accounts(1000), one -> one.account().equals(account(0))))
        .contains(
            "FleetAccess-Old0 would be deleted in account 300000000000, and everybody depends on"
                + " it; nothing is deleted yet");
  }

  private static List<Entry> removals(int accounts, int stacks) {
    List<Entry> removals = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      for (int j = 0; j < stacks; j++) {
        removals.add(
            Entry.of(
                    "release-1",
                    SampleReleases.commit('a'),
                    account(i),
                    "FleetAccess-Old" + j,
                    FakeClock.START)
                .done());
      }
    }
    return removals;
  }

  private static Set<AccountId> accounts(int count) {
    Set<AccountId> accounts = new HashSet<>();
    for (int i = 0; i < count; i++) {
      accounts.add(account(i));
    }
    return accounts;
  }

  private static AccountId account(int number) {
    return new AccountId("%012d".formatted(300_000_000_000L + number));
  }
}
