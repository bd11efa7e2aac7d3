package dev.fleetaccess;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The house: which package may import which, and who may touch the outside. */
class ArchitectureTest {
  /** In order: a package may import only those before it. */
  private static final List<String> PACKAGES =
      List.of(
          "fleet",
          "release",
          "guard",
          "trigger",
          "plan",
          "reconcile",
          "proof",
          "ledger",
          "report",
          "run",
          "aws",
          "lambda");

  private static final List<String> PORTS =
      List.of(
          "fleet.Organization",
          "fleet.Access",
          "release.RoleRepository",
          "release.Releases",
          "plan.WorkQueue",
          "plan.TickQueue",
          "reconcile.Stacks",
          "reconcile.ChangeSets",
          "reconcile.Roles",
          "proof.Chain",
          "ledger.Rollouts",
          "ledger.Items",
          "ledger.Inventory");

  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.fleetaccess");

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aPackageImportsOnlyThoseBeforeIt(String own, List<String> later) {
    noClasses()
        .that()
        .resideInAPackage(name(own))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later.stream().map(ArchitectureTest::name).toArray(String[]::new))
        .check(PROJECT);
  }

  static Stream<Arguments> aPackageImportsOnlyThoseBeforeIt() {
    return IntStream.range(0, PACKAGES.size() - 1)
        .mapToObj(i -> Arguments.of(PACKAGES.get(i), PACKAGES.subList(i + 1, PACKAGES.size())));
  }

  @Test
  void everyClassIsInOneOfThePackages() {
    assertThat(PROJECT.stream().map(JavaClass::getPackageName).distinct())
        .allSatisfy(found -> assertThat(PACKAGES).contains(found.replace("dev.fleetaccess.", "")));
  }

  @Test
  void theAwsSdkIsKnownToOnePackage() {
    noClasses()
        .that(resideInAPackage("dev.fleetaccess..").and(outside("aws")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(PROJECT);
  }

  @Test
  void lambdaIsKnownToOnePackage() {
    noClasses()
        .that(resideInAPackage("dev.fleetaccess..").and(outside("lambda")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.amazonaws..", "org.crac..")
        .check(PROJECT);
  }

  @Test
  void environmentTimeChanceAndThreadsComeInByConstructor() {
    noClasses()
        .that(resideInAPackage("dev.fleetaccess..").and(outside("lambda")))
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.InstantSource.class, "system")
        .orShould()
        .callMethod(java.time.Clock.class, "systemUTC")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            Thread.class,
            java.util.Random.class,
            java.security.SecureRandom.class,
            java.util.concurrent.ThreadLocalRandom.class,
            java.util.concurrent.Executors.class,
            java.util.Timer.class)
        .check(PROJECT);
  }

  @Test
  void nobodySleepsOrWaitsForCloudFormation() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .orShould()
        .dependOnClassesThat(
            describe("SDK waiters", type -> type.getPackageName().contains(".waiters")))
        .check(PROJECT);
  }

  @Test
  void decisionsHaveNoPortInTheirHands() {
    classes()
        .that()
        .haveSimpleName("Planner")
        .or()
        .haveSimpleName("Decider")
        .or()
        .haveSimpleName("RolloutDecider")
        .or()
        .haveSimpleName("Patience")
        .or()
        .haveSimpleName("TriggerParser")
        .or()
        .haveSimpleName("Grants")
        .or()
        .haveSimpleName("BrokenLink")
        .or()
        .haveSimpleName("ProofPlan")
        .or(resideInAnyPackage(name("guard"), name("report")))
        .should()
        .onlyDependOnClassesThat(
            describe(
                "are no ports",
                type -> !PORTS.contains(type.getName().replace("dev.fleetaccess.", ""))))
        .check(PROJECT);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> outside(String own) {
    return com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage(name(own)));
  }

  private static String name(String own) {
    return "dev.fleetaccess." + own + "..";
  }
}
