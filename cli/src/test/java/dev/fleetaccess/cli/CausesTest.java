package dev.fleetaccess.cli;

import static dev.fleetaccess.cli.SampleFleet.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.report.CauseGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausesTest {
  @Test
  void theAccountItselfAndTheRequestAreNoPartOfACause() {
    var one =
        new CauseGroup(
            "DENIED",
            "no access to arn:aws:iam::300000000001:role/x"
                + " (Request ID: 0b1c2d3e-0000-1111-2222-333344445555)",
            "mend it",
            List.of(account(1)));
    var other =
        new CauseGroup(
            "DENIED",
            "no access to arn:aws:iam::300000000002:role/x"
                + " (Request ID: 9f9f9f9f-0000-1111-2222-333344445555)",
            "mend it",
            List.of(account(2)));
    var different = new CauseGroup("LIMIT", "too many roles", "", List.of(account(3)));

    assertThat(Causes.alike(List.of(different, one, other)))
        .containsExactly(
            new CauseGroup(
                "DENIED",
                "no access to arn:aws:iam::ACCOUNT:role/x (Request ID: REQUEST)",
                "mend it",
                List.of(account(1), account(2))),
            different);
  }
}
