package dev.fleetaccess.cli;

import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Watches a rollout until it ends. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Watches a rollout until it ends: its waves, its rate, and failures as they come.",
      "Ends with 0 when it finished and no account failed, else with 1."
    })
final class WatchCommand implements Callable<Integer> {
  private static final int MOST_SECONDS = 300;

  @Parameters(
      arity = "0..1",
      paramLabel = "ROLLOUT",
      description = "Which one (default: the release under way, else the one opened last).")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "How often the ledger is looked at (default: ${DEFAULT-VALUE}).")
  private int every;

  @Mixin private LedgerChoice ledger;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (every < 1 || every > MOST_SECONDS) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--every takes 1 to " + MOST_SECONDS);
    }
    return ledger.ask(
        books -> {
          Optional<String> chosen = id.or(() -> underWay(books)).or(() -> last(books));
          if (chosen.isEmpty()) {
            spec.commandLine().getOut().println("Nothing was rolled out in the last 90 days.");
            return ExitCode.GOOD;
          }
          return watch(books, chosen.get());
        });
  }

  private static Optional<String> underWay(Books books) {
    Rollouts.Overview overview = books.ledger().rollouts().overview();
    return overview.open().stream()
        .flatMap(open -> books.ledger().rollouts().find(open.id()).stream())
        .max(
            Comparator.comparing((Rollout open) -> open.kind() == Rollout.Kind.RELEASE)
                .thenComparing(Rollout::started))
        .map(Rollout::id);
  }

  private static Optional<String> last(Books books) {
    return books.ledger().rollouts().latest(books.clock().instant(), 1).stream()
        .map(Rollout::id)
        .findFirst();
  }

  private int watch(Books books, String rollout) throws InterruptedException {
    var screen = new WatchScreen(spec.commandLine().getOut(), Ink.here(), WatchScreen.redraws());
    RolloutSight sight = RolloutSight.read(books, rollout);
    screen.show(sight, books.clock().instant());
    while (sight.rollout().open()) {
      books.pause().of(Duration.ofSeconds(every));
      sight = RolloutSight.read(books, rollout);
      screen.show(sight, books.clock().instant());
    }
    screen.end(sight, books.clock().instant());
    boolean good = sight.rollout().state() == Rollout.State.FINISHED && sight.failed() == 0;
    return good ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }
}
