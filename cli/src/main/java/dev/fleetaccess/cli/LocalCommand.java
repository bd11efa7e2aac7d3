package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.LocalSettings;
import dev.fleetaccess.local.sim.WorldSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the functions on this machine, around a simulated organization. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = {
      "Runs FleetAccess on this machine: the packaged functions in AWS's own Java runtime, wired as"
          + " the synthesized template says, around a simulated organization.",
      "Pushes the templates, shows every account receive its roles, and stays until Ctrl-C."
    })
final class LocalCommand implements Callable<Integer> {
  private static final int MOST_ACCOUNTS = 2_000;
  private static final int FEWEST_WITH_FAULTS = 10;

  /** With faults new accounts take so long to be ready, and failed messages come back sooner. */
  private static final Duration READINESS = Duration.ofSeconds(15);

  private static final Duration HIDDEN = Duration.ofSeconds(4);

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "25",
      description =
          "Member accounts, the hub's among them and the management account apart (default:"
              + " ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--once",
      description =
          "Plays push, join, re-run, roles changed by hand, a release that is taken back and one in"
              + " waves, checks who can enter what, and ends: 0 when all holds, 1 when anything"
              + " does not.")
  private boolean once;

  @Option(
      names = "--faults",
      description = {
        "Plays push, joins, a change, drift, a sweep after an account left, a release that is"
            + " halted, resumed and takes a role over, and re-runs while much goes wrong, checks"
            + " what became of every account, and ends: 0 when all holds, 1 when anything does not."
            + " Needs "
            + FEWEST_WITH_FAULTS
            + " accounts."
      })
  private boolean faults;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "What goes wrong in --faults is drawn from it (default: ${DEFAULT-VALUE}). Time is real,"
              + " so the same seed does not play the same to the letter, as a rehearsal does.")
  private long seed;

  @Option(
      names = "--stack-seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "How long a stack takes (default: ${DEFAULT-VALUE}).")
  private int stackSeconds;

  @Mixin private LocalPort port;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (accounts < 1 || accounts > MOST_ACCOUNTS) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--accounts takes 1 to " + MOST_ACCOUNTS);
    }
    if (stackSeconds < 0 || stackSeconds > 600) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--stack-seconds takes 0 to 600");
    }
    if (faults && accounts < FEWEST_WITH_FAULTS) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--faults needs --accounts " + FEWEST_WITH_FAULTS + " or more");
    }
    Path home = Path.of(System.getProperty("fleet.home", ".")).toAbsolutePath().normalize();
    LocalSettings settings =
        LocalSettings.of(
                accounts,
                home.resolve("infra/target/cdk.out/FleetAccess.template.json"),
                functionJar(home))
            .onPort(port.number())
            .stacksTake(Duration.ofSeconds(stackSeconds));
    if (faults) {
      WorldSettings world = settings.world();
      settings =
          settings.hiding(HIDDEN).with(world.with(world.organization().readyAfter(READINESS)));
    }
    var screen = new Screen(System.out, Boolean.getBoolean("fleet.terminal"));
    var stage = new LocalStage(screen);
    screen.title(
        "FleetAccess on this machine: %d member accounts and the management account"
            .formatted(accounts));
    try (var organization = LocalOrganization.start(settings, stage)) {
      stage.introduce(organization);
      try (var ledger = stage.ledger(organization)) {
        if (faults) {
          return faults(screen, organization, ledger, stage, home);
        }
        var play =
            new Play(screen, organization, ledger.ledger(), stage, home.resolve("templates"));
        return once ? play.all() : stay(play, screen, stage);
      }
    }
  }

  private int faults(
      Screen screen,
      LocalOrganization organization,
      LedgerReader ledger,
      LocalStage stage,
      Path home)
      throws InterruptedException {
    try (var roles = new RolesFolder(home.resolve("templates"))) {
      return new FaultPlay(screen, organization, ledger, stage, roles, seed).all();
    }
  }

  private static int stay(Play play, Screen screen, LocalStage stage) throws InterruptedException {
    play.push();
    play.whatNext();
    stage.talkative();
    screen.aside("Ctrl-C ends everything.");
    new CountDownLatch(1).await();
    return ExitCode.GOOD;
  }

  static Path functionJar(Path home) {
    try (var files = Files.list(home.resolve("function/target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("function-.*-lambda\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the function module is not built"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
