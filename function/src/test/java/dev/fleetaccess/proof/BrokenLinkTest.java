package dev.fleetaccess.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Failure;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenLinkTest {
  @ParameterizedTest(name = "{0}, fresh {1}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DENIED                   | true  | NOT_YET        | true  | IAM spreads what was just written
          DENIED                   | false | REFUSED        | false | nothing was written: it stays so
          NOT_READY                | false | NOT_YET        | true  | AWS still sets the account up
          DENIED_BY_CONTROL_POLICY | true  | CONTROL_POLICY | false | named by the service, so no guess is needed
          THROTTLED                | false | THROTTLED      | true  | fewer calls were asked for
          UNAVAILABLE              | false | UNANSWERED     | true  | the service is in trouble, not the chain
          UNKNOWN                  | false | UNANSWERED     | true  | not understood is not refused
          INVALID                  | true  | REFUSED        | false | the request stays as wrong as it is
          LIMIT                    | true  | REFUSED        | false | a quota does not grow by waiting
          """)
  void aFailureMeans(
      Failure.Kind kind, boolean fresh, BrokenLink.Reason reason, boolean mayPass, String why) {
    BrokenLink link =
        BrokenLink.of(
            BrokenLink.Link.ENTER, Target.SPOKE, new Failure(kind, "Code", "words"), fresh);

    assertThat(link.reason()).as(why).isEqualTo(reason);
    assertThat(link.mayPass()).as(why).isEqualTo(mayPass);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfFailureHasWordsAndAStep(Failure.Kind kind) {
    assertThat(Arrays.asList(BrokenLink.Link.values()))
        .allSatisfy(
            at ->
                assertThat(
                        BrokenLink.of(at, Target.SPOKE, new Failure(kind, "Code", "x"), false)
                            .words())
                    .contains("(Code) → ")
                    .endsWith("."));
  }

  @Test
  void theWordsAreTheSameForEveryAccountSoThatTheyCanBeGrouped() {
    assertThat(denied("role of 111111111111").words())
        .isEqualTo(denied("role of 222222222222").words())
        .startsWith("the hub role could not enter the spoke (AccessDenied) → Its trust is as");
  }

  @Test
  void theHubsLinkIsToldFromTheSpokes() {
    var refusal = new Failure(Failure.Kind.DENIED, "AccessDenied", "no");

    assertThat(BrokenLink.of(BrokenLink.Link.HUB, Target.SPOKE, refusal, false).words())
        .startsWith("FleetAccess could not become the hub role (AccessDenied) → Re-run with");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          with an explicit deny in a service control policy: arn:aws:organizations::111111111111:policy/o-a1b2c3d4e5/service_control_policy/p-12345678 | , with an explicit deny in a service control policy: arn:aws:organizations::111111111111:policy/o-a1b2c3d4e5/service_control_policy/p-12345678) → A control policy of the organization forbids it
          because no permissions boundary allows the iam:GetAccountSummary action: arn:aws:iam::300000000001:policy/Edge | , because no permissions boundary allows the iam:GetAccountSummary action: arn:aws:iam::ACCOUNT:policy/Edge)
          """)
  void whatAwsSaysOfThePolicyThatRefusedIsKept(String said, String words) {
    String message =
        "User: arn:aws:sts::300000000001:assumed-role/spoke-001/x is not authorized to perform:"
            + " iam:GetAccountSummary on resource: * "
            + said;
    Failure.Kind kind =
        said.contains("control policy")
            ? Failure.Kind.DENIED_BY_CONTROL_POLICY
            : Failure.Kind.DENIED;

    assertThat(
            BrokenLink.of(
                    BrokenLink.Link.READ,
                    Target.SPOKE,
                    new Failure(kind, "AccessDenied", message),
                    false)
                .words())
        .contains("(AccessDenied" + words)
        .doesNotContain("300000000001");
  }

  private static BrokenLink denied(String message) {
    return BrokenLink.of(
        BrokenLink.Link.ENTER,
        Target.SPOKE,
        new Failure(Failure.Kind.DENIED, "AccessDenied", message),
        false);
  }

  @Test
  void aRoleThatIsEnteredAndCannotReadIsToldWithWhatItHasToBeAllowed() {
    var refusal = new Failure(Failure.Kind.DENIED, "AccessDenied", "no");

    assertThat(BrokenLink.of(BrokenLink.Link.READ, Target.SPOKE, refusal, false).words())
        .startsWith("the hub role entered the spoke and could not read (AccessDenied) → ")
        .contains("iam:GetAccountSummary");
    assertThat(BrokenLink.of(BrokenLink.Link.READ, Target.ORG_READ_ONLY, refusal, false).words())
        .startsWith("the hub role entered the org-read-only role and could not read")
        .contains("organizations:ListAccounts");
  }
}
