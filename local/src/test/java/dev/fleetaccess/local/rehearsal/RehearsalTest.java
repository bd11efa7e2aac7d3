package dev.fleetaccess.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fleetaccess.local.rehearsal.check.Violation;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.report.RehearsalReport;
import dev.fleetaccess.local.rehearsal.report.SeedsReport;
import dev.fleetaccess.local.rehearsal.report.StepFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  private static final Path TEMPLATE =
      Path.of("..", "infra", "target", "cdk.out", "FleetAccess.template.json");

  /** More of them, and the whole story of each: {@code ./fleet rehearse --seeds}. */
  private static final int SEEDS = Integer.getInteger("fleet.seeds", 500);

  private static final int ACCOUNTS = 200;

  @BeforeEach
  void theTemplateIsSynthesized() {
    assumeTrue(Files.exists(TEMPLATE), "infra is packaged, as in every whole build");
  }

  private static RehearsalSettings settings(int accounts, long seed, FaultProfile faults) {
    return settings(accounts, seed, faults, RehearsalSettings.Play.DEFAULT);
  }

  private static RehearsalSettings settings(
      int accounts, long seed, FaultProfile faults, RehearsalSettings.Play play) {
    return new RehearsalSettings(
        accounts, seed, faults, play, TEMPLATE, Path.of("..", "templates"));
  }

  @Test
  void everyPromiseHoldsWithHighFaultsFromEverySeedAndEverythingOccurs() {
    List<String> broken = new ArrayList<>();
    SeedsReport sum =
        Seeds.run(
            settings(ACCOUNTS, 1, FaultProfile.HIGH, RehearsalSettings.Play.DRAWN),
            SEEDS,
            Runtime.getRuntime().availableProcessors(),
            (report, ended) ->
                report.violations().forEach(each -> broken.add(words(report, each))));
    assertThat(broken).isEmpty();
    assertThat(sum.seeds()).isEqualTo(SEEDS);
    assertThat(sum.missing()).as("what never occurs proves nothing").isEmpty();
  }

  private static String words(RehearsalReport report, Violation violation) {
    return "./fleet rehearse --accounts %d --seed %d --faults high --scenario drawn: %s %s%n%s"
        .formatted(
            report.accounts(),
            report.seed(),
            violation.account(),
            violation.what(),
            String.join("\n", violation.steps()));
  }

  @Test
  void theSameSeedPlaysTheSameToTheLetter() {
    RehearsalReport once = Rehearsal.run(settings(30, 7, FaultProfile.HIGH));
    RehearsalReport again = Rehearsal.run(settings(30, 7, FaultProfile.HIGH));
    assertThat(again).isEqualTo(once);
    assertThat(Rehearsal.run(settings(30, 8, FaultProfile.HIGH)).hash()).isNotEqualTo(once.hash());
  }

  @Test
  void aFunctionWhoseChainsLambdaStopsIsCaught(@TempDir Path folder) throws IOException {
    String allowed = Files.readString(TEMPLATE);
    String stopped =
        allowed.replace("\"RecursiveLoop\": \"Allow\"", "\"RecursiveLoop\": \"Terminate\"");
    assertThat(stopped).isNotEqualTo(allowed);
    Path template = Files.writeString(folder.resolve("template.json"), stopped);
    RehearsalReport report =
        Rehearsal.run(
            new RehearsalSettings(
                50,
                1,
                FaultProfile.NONE,
                RehearsalSettings.Play.DEFAULT,
                template,
                Path.of("..", "templates")));
    assertThat(report.violations())
        .extracting(Violation::what)
        .anySatisfy(what -> assertThat(what).contains("given up although nothing went wrong"));
  }

  @Test
  void withoutFaultsEveryAccountConvergesWithinTheTargetsOfCalls() {
    RehearsalReport report = Rehearsal.run(settings(200, 1, FaultProfile.NONE));
    assertThat(report.violations()).isEmpty();
    assertThat(report.faults()).isEmpty();
    assertThat(report.steps())
        .allSatisfy(step -> assertThat(step.outcomes()).containsOnlyKeys("CONVERGED"));
    assertThat(report.steps())
        .extracting(StepFigures::name)
        .containsExactly(
            "first rollout", "joins", "re-run of all", "change", "sweep", "re-run, no change");
    StepFigures idle = report.steps().getLast();
    assertThat(idle.writes()).isZero();
    assertThat(idle.calls().keySet())
        .filteredOn(call -> call.startsWith("cloudformation ") || call.startsWith("iam "))
        .allMatch(call -> call.matches("\\w+ (Describe|Get|List)\\w+"));
    assertThat(report.steps().getFirst().meanProof()).as("they are made").isGreaterThan(2);
    assertThat(report.steps())
        .filteredOn(step -> step.bound().isPresent())
        .hasSize(5)
        .allSatisfy(step -> assertThat(step.mean()).isLessThanOrEqualTo(5.5))
        .allSatisfy(step -> assertThat(step.meanProof()).isLessThanOrEqualTo(3))
        .allSatisfy(
            step -> assertThat(step.converged()).isGreaterThanOrEqualTo(step.bound().get()));
  }
}
