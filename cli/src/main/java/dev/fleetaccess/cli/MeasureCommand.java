package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.LocalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the packaged orchestrator needs for a large organization. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the packaged orchestrator in AWS's own Java runtime with an organization of so"
          + " many accounts: its memory and its longest invocation, in each kind of work that it"
          + " has.",
      "Its process has a heap of 128 MB. 0 when it stays within 256 MB in all and 2 minutes an"
          + " invocation, else 1. Workers are stood in for: what they would leave in the ledger is"
          + " written there at their first visit. At 50,000 accounts it takes two hours,"
          + " since pages of accounts come no faster than AWS allows."
    })
final class MeasureCommand implements Callable<Integer> {
  private static final String ORCHESTRATOR = "FleetAccess-Orchestrator";
  private static final String WORKER = "FleetAccess-Worker";
  private static final Duration PATIENCE = Duration.ofHours(3);

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Member accounts, 1 to 50000 (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (accounts < 1 || accounts > 50_000) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--accounts takes 1 to 50000, the most that an organization has");
    }
    Path home = Path.of(System.getProperty("fleet.home", ".")).toAbsolutePath().normalize();
    var workers = new AtomicReference<StandInWorkers>();
    LocalSettings settings =
        LocalSettings.of(
                accounts,
                home.resolve("infra/target/cdk.out/FleetAccess.template.json"),
                LocalCommand.functionJar(home))
            .onPort(0)
            .withEnvironment(Map.of("FLEET_RATE_SHARE", "100"))
            .standingIn(WORKER, event -> workers.get().apply(event));
    var screen = new Screen(System.out, Boolean.getBoolean("fleet.terminal"));
    screen.title("The orchestrator with %d accounts".formatted(accounts));
    screen.aside("workers are stood in for: their ends are written straight into the ledger");
    var gauge = new OrchestratorGauge(ORCHESTRATOR);
    Instant start = Instant.now();
    try (var organization = LocalOrganization.start(settings, gauge);
        var ledger = new LocalStage(screen).ledger(organization)) {
      workers.set(new StandInWorkers(ledger.ledger(), FaultPlay.SPOKE_STACK));
      var parts =
          new MeasuredParts(
              screen,
              organization,
              ledger.ledger(),
              workers.get(),
              gauge,
              home.resolve("templates"),
              PATIENCE);
      return told(screen, parts.all(), Verdicts.seconds(start));
    }
  }

  private static int told(Screen screen, List<Reading> readings, long seconds) {
    screen.title("What it took, in %d s".formatted(seconds));
    screen.table(Reading.table(readings));
    readings.forEach(
        reading ->
            reading
                .objections()
                .forEach(objection -> screen.bad(reading.part() + ": " + objection)));
    boolean good = readings.stream().allMatch(Reading::holds);
    if (good) {
      screen.good(
          "within %d s an invocation and %d MB"
              .formatted(Reading.LONGEST.toSeconds(), Reading.MOST_MEGABYTES));
    }
    return good ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }
}
