package dev.fleetaccess.cli;

import dev.fleetaccess.local.rehearsal.Rehearsal;
import dev.fleetaccess.local.rehearsal.RehearsalSettings;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.report.RehearsalReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the functions in a simulated world in virtual time, from a seed. */
@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    description = {
      "Plays the production code in a simulated organization in virtual time: a first rollout,"
          + " joins, a re-run, a change, a sweep, and a re-run with nothing to do.",
      "Checks every promise against the simulated roles and stacks. The same seed plays the same to"
          + " the letter; the report ends with the hash of every effect, time and answer."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every promise held", "1:a promise was broken", "2:used wrongly"})
final class RehearseCommand implements Callable<Integer> {
  private static final int MOST_ACCOUNTS = 50_000;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "200",
      description = "Member accounts, the hub's among them (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Everything that happens by chance comes from it (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "So many seeds, beginning with --seed; of more than one only what breaks is shown"
              + " (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--faults",
      paramLabel = "PROFILE",
      defaultValue = "low",
      description = "How much goes wrong: none, low or high (default: ${DEFAULT-VALUE}).")
  private String faults;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "default",
      description =
          "What is played: default, or overlap: a change pushed while a re-run has just begun"
              + " (default: ${DEFAULT-VALUE}).")
  private String scenario;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (accounts < 1 || accounts > MOST_ACCOUNTS) {
      throw wrong("--accounts takes 1 to " + MOST_ACCOUNTS);
    }
    if (seeds < 1) {
      throw wrong("--seeds takes 1 or more");
    }
    Path home = Path.of(System.getProperty("fleet.home", ".")).toAbsolutePath().normalize();
    var settings =
        new RehearsalSettings(
            accounts,
            seed,
            profile(),
            play(),
            home.resolve("infra/target/cdk.out/FleetAccess.template.json"),
            home.resolve("templates"));
    var screen = new RehearsalScreen(new Screen(System.out, Boolean.getBoolean("fleet.terminal")));
    return seeds == 1 ? one(settings, screen) : many(settings, screen);
  }

  private int one(RehearsalSettings settings, RehearsalScreen screen) {
    long began = System.nanoTime();
    RehearsalReport report = Rehearsal.run(settings);
    screen.show(report, (System.nanoTime() - began) / 1e9);
    return report.good() ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }

  private int many(RehearsalSettings settings, RehearsalScreen screen) {
    int broken = 0;
    for (long each = seed; each < seed + seeds; each++) {
      RehearsalReport report = Rehearsal.run(settings.seeded(each));
      if (!report.good()) {
        broken++;
        screen.broken(report);
      }
    }
    screen.sum(seeds, broken);
    return broken == 0 ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }

  private FaultProfile profile() {
    try {
      return FaultProfile.named(faults);
    } catch (IllegalArgumentException e) {
      throw wrong("--faults takes none, low or high");
    }
  }

  private RehearsalSettings.Play play() {
    return switch (scenario) {
      case "default" -> RehearsalSettings.Play.DEFAULT;
      case "overlap" -> RehearsalSettings.Play.OVERLAP;
      default -> throw wrong("--scenario takes default or overlap");
    };
  }

  private CommandLine.ParameterException wrong(String words) {
    return new CommandLine.ParameterException(spec.commandLine(), words);
  }
}
