package dev.fleetaccess.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.cli.deploy.DeployCheck.Level;
import dev.fleetaccess.cli.deploy.DeployCheck.Line;
import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeployCheckTest {
  private final FakePremises premises = new FakePremises();

  @Test
  void aPlaceThatIsReadyIsToldSo() {
    assertThat(lines()).hasSize(8).allMatch(line -> line.level() == Level.OK);
  }

  @Test
  void whatIsNotLookedAtIsSaidWithWhatToRun() {
    assertThat(all().getLast())
        .satisfies(
            line -> {
              assertThat(line.level()).isEqualTo(Level.UNKNOWN);
              assertThat(line.words()).contains("--role-name hub-001", "--role-name spoke-001");
            });
  }

  @Test
  void aRoleOfTheReleasesOwnStackIsNoTrouble() {
    premises.stacks.put("FleetAccess-OrgReadOnly", "CREATE_COMPLETE");
    premises.roles.put("org-read-only-001", "arn:aws:iam::111111111111:role/security/o");

    assertThat(lines())
        .filteredOn(line -> line.about().equals("roles"))
        .allMatch(line -> line.level() == Level.OK);
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        trouble("region", Level.ERROR, "AWS_REGION=us-east-1", p -> p.region = "eu-west-1"),
        trouble("region", Level.ERROR, "knows no home", p -> p.partition = "aws-iso"),
        trouble("account", Level.ERROR, "not the management", p -> p.caller = FakePremises.HUB),
        trouble("features", Level.ERROR, "enable all features", p -> p.allFeatures = false),
        trouble("hub", Level.ERROR, "not in the organization", p -> p.members.clear()),
        trouble(
            "hub", Level.ERROR, "is SUSPENDED", p -> p.members.put(FakePremises.HUB, "SUSPENDED")),
        trouble("trail", Level.ERROR, "-c trail=true", p -> p.trails.clear()),
        trouble("trail", Level.ERROR, "none records", only("off", true, false, true)),
        trouble("trail", Level.ERROR, "none records", only("elsewhere", false, true, true)),
        trouble("trail", Level.ERROR, "none records", only("reads", true, true, false)),
        trouble("trail", Level.UNKNOWN, "cannot be told here: AccessDenied", p -> p.silent = true),
        trouble("concurrency", Level.WARNING, "Service Quotas", p -> p.concurrency = 10),
        trouble(
            "stacks",
            Level.WARNING,
            "cdk diff",
            p -> p.stacks.put("FleetAccess", "CREATE_COMPLETE")),
        trouble(
            "stacks",
            Level.WARNING,
            "earlier deployment",
            p -> p.stacks.put("FleetAccess-OrgReadOnly", "CREATE_COMPLETE")),
        trouble(
            "roles",
            Level.WARNING,
            "adopt: true",
            p ->
                p.roles.put(
                    "org-read-only-001",
                    "arn:aws:iam::111111111111:role/security/org-read-only-001")),
        trouble(
            "roles",
            Level.ERROR,
            "remove them first",
            p -> p.roles.put("FleetAccess-Worker", "arn:aws:iam::111111111111:role/w")));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("troubles")
  void eachTroubleIsToldWithWhatToDoAndKeepsNoOtherLineBack(
      String about, Level level, String words, Consumer<FakePremises> spoil) {
    spoil.accept(premises);

    assertThat(lines()).hasSize(8);
    assertThat(lines())
        .filteredOn(line -> line.about().equals(about))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.level()).isEqualTo(level);
              assertThat(line.words()).contains(words);
            });
    assertThat(lines()).filteredOn(line -> line.level() != Level.OK).hasSize(1);
  }

  @Test
  void theManagementAccountIsNoHub() {
    assertThat(new DeployCheck(premises).lines(Optional.of(FakePremises.MANAGEMENT)))
        .anyMatch(line -> line.about().equals("hub") && line.level() == Level.ERROR);
  }

  @Test
  void withoutAHubItIsNotLookedAt() {
    assertThat(new DeployCheck(premises).lines(Optional.<AccountId>empty()))
        .anyMatch(line -> line.about().equals("hub") && line.level() == Level.WARNING);
  }

  @Test
  void rolesOfAStackThatStandsAreNoTrouble() {
    premises.stacks.put("FleetAccess", "UPDATE_COMPLETE");
    premises.roles.put("FleetAccess-Worker", "arn:aws:iam::111111111111:role/w");

    assertThat(lines()).noneMatch(line -> line.level() == Level.ERROR);
  }

  private List<Line> all() {
    return new DeployCheck(premises).lines(Optional.of(FakePremises.HUB));
  }

  /** All but the last, which is the same everywhere. */
  private List<Line> lines() {
    return all().subList(0, all().size() - 1);
  }

  private static Consumer<FakePremises> only(
      String name, boolean here, boolean logging, boolean writes) {
    return premises -> {
      premises.trails.clear();
      premises.trails.add(new Premises.Trail(name, here, logging, writes));
    };
  }

  private static Arguments trouble(
      String about, Level level, String words, Consumer<FakePremises> spoil) {
    return Arguments.of(about, level, words, spoil);
  }
}
