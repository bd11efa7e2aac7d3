package dev.fleetaccess.cli;

import dev.fleetaccess.local.rehearsal.Rehearsal;
import dev.fleetaccess.local.rehearsal.RehearsalSettings;
import dev.fleetaccess.local.rehearsal.Seeds;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.report.RehearsalReport;
import dev.fleetaccess.local.rehearsal.report.SeedsReport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    exitCodeList = {
      "0:every promise held, and without faults every target from 5,000 accounts on",
      "1:a promise was broken, or a target missed",
      "2:used wrongly"
    })
final class RehearseCommand implements Callable<Integer> {
  private static final int MOST_ACCOUNTS = 50_000;

  /** Fewer seeds need not show everything: some of it is drawn once a seed. */
  private static final int DEMANDING = 500;

  /** Fewer accounts, over all seeds, need not either: the rest is drawn by account. */
  private static final long DEMANDING_ACCOUNTS = 100_000;

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
          "So many seeds, beginning with --seed, as many side by side as there are processors; of"
              + " more than one what breaks is shown, and what occurred at the end. From "
              + DEMANDING
              + " seeds on, and 100,000 accounts over all of them, everything that is rehearsed has"
              + " to have occurred where parts are drawn with high faults (default:"
              + " ${DEFAULT-VALUE}).")
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
      description =
          "What is played: default, the whole story (of more than 1,000 accounts with faults: the"
              + " first rollout, joins, a change and a re-run); drawn, parts of it that the seed"
              + " draws; speed, a first rollout, a change and a re-run; overlap, a change pushed"
              + " while a re-run has just begun; or one part between a first rollout and a last"
              + " re-run: first, a first release that halts; waves, a release in waves, one of them"
              + " approved; canary, a bad release that halts, and is rolled back or mended and"
              + " resumed; halt, one stopped by hand or overtaken; units, parameters by unit,"
              + " exceptions by tag, accounts that move; removal, a stack that leaves the manifest"
              + " (default: default; of more than one seed drawn).")
  private Optional<String> scenario = Optional.empty();

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
    // One task runs at a time: a second carrier would only be woken and find nothing to do.
    System.setProperty("jdk.virtualThreadScheduler.parallelism", "1");
    long began = System.nanoTime();
    RehearsalReport report = Rehearsal.run(settings);
    screen.show(report, (System.nanoTime() - began) / 1e9);
    return report.good() && report.missed().isEmpty() ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }

  private int many(RehearsalSettings settings, RehearsalScreen screen) {
    long began = System.nanoTime();
    SeedsReport sum =
        Seeds.run(
            settings,
            seeds,
            Runtime.getRuntime().availableProcessors(),
            (report, ended) -> screen.ended(report, ended, seeds));
    boolean demanding = demanding(settings, seeds);
    screen.sum(sum, demanding, (System.nanoTime() - began) / 1e9);
    return sum.broken().isEmpty() && !(demanding && !sum.missing().isEmpty())
        ? ExitCode.GOOD
        : ExitCode.NOT_GOOD;
  }

  /** Whether so much is played that everything which is rehearsed has to occur. */
  static boolean demanding(RehearsalSettings settings, int seeds) {
    return settings.play() == RehearsalSettings.Play.DRAWN
        && settings.faults().equals(FaultProfile.HIGH)
        && seeds >= DEMANDING
        && (long) seeds * settings.accounts() >= DEMANDING_ACCOUNTS;
  }

  private FaultProfile profile() {
    try {
      return FaultProfile.named(faults);
    } catch (IllegalArgumentException e) {
      throw wrong("--faults takes none, low or high");
    }
  }

  /** What was asked for; else the whole story, or of many seeds the parts that they draw. */
  RehearsalSettings.Play play() {
    String name = scenario.orElse(seeds == 1 ? "default" : "drawn");
    return Arrays.stream(RehearsalSettings.Play.values())
        .filter(play -> play.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    Arrays.stream(RehearsalSettings.Play.values())
                        .map(play -> play.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "--scenario takes one of ", ""))));
  }

  private CommandLine.ParameterException wrong(String words) {
    return new CommandLine.ParameterException(spec.commandLine(), words);
  }
}
