package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.LocalListener;
import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.LocalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the packaged orchestrator needs while it lists and plans a large organization. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the packaged orchestrator in AWS's own Java runtime while it lists and plans an"
          + " organization of so many accounts: its memory, and its longest invocation.",
      "Its process has a heap of 128 MB. 0 when it stays within 256 MB in all and 2 minutes an"
          + " invocation, else 1. At 50,000 accounts it takes half an hour on two cores, since"
          + " workers deploy beside it."
    })
final class MeasureCommand implements Callable<Integer> {
  private static final String ORCHESTRATOR = "FleetAccess-Orchestrator";
  private static final long MOST_MEGABYTES = 256;
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Member accounts, 1 to 50000 (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Spec private CommandSpec spec;

  private final AtomicLong longest = new AtomicLong();
  private final AtomicLong invocations = new AtomicLong();

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (accounts < 1 || accounts > 50_000) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--accounts takes 1 to 50000, the most that an organization has");
    }
    Path home = Path.of(System.getProperty("fleet.home", ".")).toAbsolutePath().normalize();
    LocalSettings settings =
        LocalSettings.of(
                accounts,
                home.resolve("infra/target/cdk.out/FleetAccess.template.json"),
                LocalCommand.functionJar(home))
            .onPort(0)
            .withEnvironment(Map.of("FLEET_RATE_SHARE", "100"));
    var screen = new Screen(System.out, Boolean.getBoolean("fleet.terminal"));
    screen.title("The orchestrator with %d accounts".formatted(accounts));
    try (var organization = LocalOrganization.start(settings, new Watcher());
        var ledger = new LocalStage(screen).ledger(organization)) {
      String commit = organization.push(home.resolve("templates"), "measured");
      Instant start = Instant.now();
      Rollout rollout = listed(screen, ledger.ledger(), "release-" + commit.substring(0, 12));
      long peak = peakMegabytes(organization);
      return told(screen, rollout, peak, Duration.between(start, Instant.now()));
    }
  }

  private int told(Screen screen, Rollout rollout, long peak, Duration time) {
    boolean listed = rollout.listing().complete();
    screen.line(
        "%d pages listed in %d s, %d invocations"
            .formatted(rollout.listing().pages(), time.toSeconds(), invocations.get()));
    boolean small = peak <= MOST_MEGABYTES;
    boolean quick = longest.get() <= LONGEST.toMillis();
    say(screen, listed, "every account is listed and planned");
    say(screen, small, "its process took %d MB at most, 256 are allowed".formatted(peak));
    say(
        screen,
        quick,
        "its longest invocation took %.1f s, 120 are allowed".formatted(longest.get() / 1000.0));
    return listed && small && quick ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }

  private static void say(Screen screen, boolean good, String sentence) {
    if (good) {
      screen.good(sentence);
    } else {
      screen.bad(sentence);
    }
  }

  private Rollout listed(Screen screen, Ledger ledger, String id) throws InterruptedException {
    Instant until = Instant.now().plus(PATIENCE);
    int told = 0;
    Optional<Rollout> rollout = Optional.empty();
    while (Instant.now().isBefore(until)) {
      Thread.sleep(1_000);
      Optional<Rollout> seen = look(ledger, id);
      rollout = seen.isPresent() ? seen : rollout;
      if (rollout.filter(found -> found.listing().complete()).isPresent()) {
        return rollout.get();
      }
      int pages = rollout.map(found -> found.listing().pages()).orElse(0);
      if (pages >= told + 250) {
        told = pages;
        screen.aside("%d of %d pages".formatted(pages, (accounts + 20) / 20));
      }
    }
    return rollout.orElseThrow(() -> new IllegalStateException("the push began no rollout"));
  }

  /** Empty where the ledger is too busy to answer: it is asked again in a moment. */
  private static Optional<Rollout> look(Ledger ledger, String id) {
    try {
      return ledger.rollouts().find(id);
    } catch (RemoteFailure e) {
      if (e.failure().kind().retryable()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The most that the orchestrator's process had resident, as Linux counts it. */
  private static long peakMegabytes(LocalOrganization organization) throws IOException {
    for (ProcessHandle process : organization.processes()) {
      Path files = Path.of("/proc", String.valueOf(process.pid()));
      if (Files.readString(files.resolve("environ")).contains(ORCHESTRATOR)) {
        return Files.readAllLines(files.resolve("status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
            .findFirst()
            .orElseThrow();
      }
    }
    throw new IllegalStateException("the orchestrator does not run");
  }

  private final class Watcher implements LocalListener {
    @Override
    public void spent(String function, Duration time) {
      if (function.equals(ORCHESTRATOR)) {
        invocations.incrementAndGet();
        longest.accumulateAndGet(time.toMillis(), Math::max);
      }
    }
  }
}
