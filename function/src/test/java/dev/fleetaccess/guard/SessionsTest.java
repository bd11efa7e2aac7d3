package dev.fleetaccess.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsTest {
  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "0, 0, false, nothing to cover",
    "5, 0, false, the new one alone fits",
    "5, 5, true, each fits and both together do not",
    "40, 0, true, the new one alone is too long"
  })
  void whatStandsThereHasToFitIntoTheSessionToo(
      int brought, int before, boolean tooLong, String reason) {
    Release current = release("before", before);

    assertThat(
            Examples.examine(
                release("brought", brought), Optional.of(current), Examples.surroundings()))
        .extracting(Finding::id)
        .as(reason)
        .satisfies(ids -> assertThat(ids.contains("session-policy-too-long")).isEqualTo(tooLong));
  }

  /** Managed policies, each under a path of its own. */
  private static Release release(String name, int policies) {
    Map<String, String> files = SampleReleases.templates();
    var text = new StringBuilder(files.get("spoke-role.yaml").stripTrailing()).append('\n');
    for (int i = 0; i < policies; i++) {
      text.append(
          """
          Managed%1$s:
            Type: AWS::IAM::ManagedPolicy
            Properties:
              ManagedPolicyName: reads
              Path: /%2$s/%1$s/
              PolicyDocument: {Statement: {Effect: Allow, Action: sqs:ListQueues, Resource: "*"}}
          """
              .formatted(i, name)
              .indent(2));
    }
    files.put("spoke-role.yaml", text.toString());
    return Examples.release(files);
  }
}
