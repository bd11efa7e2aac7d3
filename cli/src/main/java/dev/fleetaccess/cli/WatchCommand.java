package dev.fleetaccess.cli;

import dev.fleetaccess.cli.text.StoppedPush;
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
      "Ends with 0 when it finished and no account failed, else with 1; so it does when none is"
          + " named and the last push was refused or rolled back."
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
      description =
          "How often the ledger is looked at (default: every 2 s, and less often beyond 1,000"
              + " items: each look reads them all).")
  private Optional<Integer> every = Optional.empty();

  @Mixin private LedgerChoice ledger;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (every.filter(seconds -> seconds < 1 || seconds > MOST_SECONDS).isPresent()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--every takes 1 to " + MOST_SECONDS);
    }
    return ledger.ask(
        books -> {
          Optional<String> chosen = id.or(() -> underWay(books)).or(() -> last(books));
          if (chosen.isEmpty()) {
            spec.commandLine().getOut().println("Nothing was rolled out in the last 90 days.");
          }
          int end = chosen.isPresent() ? watch(books, chosen.get()) : ExitCode.GOOD;
          return id.isEmpty() && stopped(books, chosen) ? ExitCode.NOT_GOOD : end;
        });
  }

  /** Who pushed and watches would take the rollout of before for that of the push. */
  private boolean stopped(Books books, Optional<String> watched) {
    Rollouts rollouts = books.ledger().rollouts();
    Optional<StoppedPush> stopped = StoppedPush.of(rollouts, rollouts.overview(), books.releases());
    stopped
        .filter(push -> !push.undone().map(Rollout::id).equals(watched))
        .ifPresent(
            push ->
                new RolloutText(Ink.here())
                    .stopped(push, books.clock().instant())
                    .forEach(spec.commandLine().getOut()::println));
    return stopped.isPresent();
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

  /**
   * How long a look holds. Each reads every item, so that a watch of 50,000 would otherwise read
   * more of the ledger than the rollout itself.
   */
  static Duration pause(int items) {
    return Duration.ofSeconds(Math.clamp((long) items * 2 / 1_000, 2, 30));
  }

  private int watch(Books books, String rollout) throws InterruptedException {
    var screen = new WatchScreen(spec.commandLine().getOut(), Ink.here(), WatchScreen.height());
    RolloutSight sight = RolloutSight.read(books, rollout);
    screen.show(sight, books.clock().instant());
    while (sight.rollout().open()) {
      int items = sight.items().size();
      books.pause().of(every.map(Duration::ofSeconds).orElseGet(() -> pause(items)));
      sight = RolloutSight.read(books, rollout);
      screen.show(sight, books.clock().instant());
    }
    screen.end(sight, books.ledger().rollouts().overview().pointers(), books.clock().instant());
    boolean good = sight.rollout().state() == Rollout.State.FINISHED && sight.failed() == 0;
    return good ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }
}
