package dev.fleetaccess.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CauseGroupsTest {
  private static final AccountId FIRST = new AccountId("300000000001");
  private static final AccountId SECOND = new AccountId("300000000002");

  private final CauseGroups groups = new CauseGroups();

  private static String refused(AccountId account, String request) {
    return "no access to arn:aws:iam::%s:role/x (Request ID: %s-0000-1111-2222-333344445555)"
        .formatted(account, request);
  }

  @Test
  void theAccountItselfAndTheRequestAreNoPartOfACause() {
    groups.add("LIMIT", "too many roles", "", new AccountId("300000000003"));
    groups.add("DENIED", refused(SECOND, "9f9f9f9f"), "mend it", SECOND);
    groups.add("DENIED", refused(FIRST, "0b1c2d3e"), "mend it", FIRST);

    assertThat(groups.sorted())
        .containsExactly(
            new CauseGroup(
                "DENIED",
                "no access to arn:aws:iam::ACCOUNT:role/x (Request ID: REQUEST)",
                "mend it",
                List.of(FIRST, SECOND)),
            new CauseGroup("LIMIT", "too many roles", "", List.of(new AccountId("300000000003"))));
  }

  @Test
  void whereOneAccountIsConcernedTheWordsStayAsTheyCame() {
    groups.add("DENIED", refused(FIRST, "0b1c2d3e"), "mend it", FIRST);
    groups.add("DENIED", refused(FIRST, "0b1c2d3e"), "mend it", FIRST);

    assertThat(groups.sorted())
        .containsExactly(
            new CauseGroup("DENIED", refused(FIRST, "0b1c2d3e"), "mend it", List.of(FIRST)));
  }

  @Test
  void whatAPersonHasToDoPartsCausesOfTheSameWords() {
    groups.add("DENIED", "no", "ask the owner", FIRST);
    groups.add("DENIED", "no", "run it again", SECOND);

    assertThat(groups.sorted()).hasSize(2);
  }
}
