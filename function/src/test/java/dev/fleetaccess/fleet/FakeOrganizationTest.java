package dev.fleetaccess.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeOrganizationTest extends OrganizationContract {
  private static final AccountId MANAGEMENT = new AccountId("111111111111");

  private final FakeOrganization organization =
      new FakeOrganization(new OrganizationFacts("o-fleetlocal1", MANAGEMENT, "aws"));
  private final Set<AccountId> ids = new HashSet<>(Set.of(MANAGEMENT));

  @BeforeEach
  void membersJoin() {
    organization.unit("ou-abcd-workload", FakeOrganization.ROOT);
    organization.unit("ou-abcd-deeper00", "ou-abcd-workload");
    for (int i = 1; i < ACCOUNTS; i++) {
      var id = new AccountId("%012d".formatted(300_000_000_000L + i));
      organization.put(new Account(id, "member", AccountState.ACTIVE, Optional.empty()));
      ids.add(id);
      if (i % 2 == 0) {
        organization.move(id, i % 4 == 0 ? "ou-abcd-workload" : "ou-abcd-deeper00");
      }
    }
    organization.tag(tagged(), Map.of("env", "prod"));
  }

  @Override
  protected AccountId tagged() {
    return new AccountId("300000000001");
  }

  @Override
  protected Organization port() {
    return organization;
  }

  @Override
  protected Set<AccountId> ids() {
    return ids;
  }

  @Test
  void cursorsCanBeMadeStale() {
    Optional<Cursor> next = organization.accounts(Optional.empty()).next();
    organization.refuseCursors();

    assertThatExceptionOfType(RemoteFailure.class).isThrownBy(() -> organization.accounts(next));
    assertThat(organization.accounts(Optional.empty()).items()).hasSize(20);
  }
}
