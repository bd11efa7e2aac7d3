package dev.fleetaccess.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The copy of the reference is whole, and what the rules name is in it. */
class ServiceReferenceTest {
  private final ServiceReference reference = ServiceReference.get();

  @Test
  void theCopyIsWholeAndSaysItsDate() {
    assertThat(LocalDate.parse(reference.date())).isAfter("2026-01-01");
    assertThat(reference.serviceNames()).hasSizeGreaterThan(400).contains("iam", "s3", "sts");
    assertThat(reference.matching("*")).hasSizeGreaterThan(20_000);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "s3:ListBucket, LIST",
    "s3:GetBucketPolicy, READ",
    "s3:CreateBucket, WRITE",
    "s3:PutBucketPolicy, PERMISSIONS",
    "ec2:CreateTags, TAGGING",
    "IAM:passrole, WRITE",
  })
  void anActionHasTheLevelThatAwsGivesIt(String action, ServiceReference.Level level) {
    assertThat(reference.action(action)).map(ServiceReference.Action::level).contains(level);
  }

  @Test
  void aPatternStandsForWhatItStandsForInIam() {
    assertThat(reference.matching("s3:*BucketPolic?"))
        .extracting(ServiceReference.Action::name)
        .containsExactlyInAnyOrder(
            "s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy");
    assertThat(reference.matching("s3:ListBucket")).hasSize(1);
    assertThat(reference.matching("s3:HeadBucket")).isEmpty();
    assertThat(reference.matching("s3")).isEmpty();
  }

  @Test
  void everyActionOfTheTablesExists() {
    var named = new TreeSet<>(LoggingStaysOn.SWITCHES);
    Escalation.KNOWN.forEach(way -> named.addAll(way.needs()));
    assertThat(named)
        .allSatisfy(
            action ->
                assertThat(reference.action(action))
                    .as(action)
                    .hasValueSatisfying(
                        found -> {
                          assertThat(found.name()).isEqualTo(action);
                          assertThat(found.level().onlyReads()).isFalse();
                        }));
  }

  @Test
  void operationsThatAreNoActionsNameOnesThatAre() {
    assertThat(ApiNames.actions())
        .allSatisfy(
            (operation, action) -> {
              assertThat(reference.action(operation)).as(operation).isEmpty();
              assertThat(reference.action(action)).as(action).isPresent();
            });
    assertThat(ApiNames.services())
        .allSatisfy(
            (written, service) -> {
              assertThat(reference.hasService(written)).as(written).isFalse();
              assertThat(reference.hasService(service)).as(service).isTrue();
            });
  }
}
