package dev.fleetaccess.cli;

import dev.fleetaccess.cli.page.Page;
import dev.fleetaccess.cli.text.StoppedPush;
import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes how the fleet stands as a page. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Writes one HTML file that shows how every account stands. It needs nothing beside itself,"
            + " and loads nothing.")
final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "fleet-report.html",
      description = "The file (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--rollout",
      paramLabel = "ROLLOUT",
      description = "The rollout whose course is shown (default: the last release's).")
  private Optional<String> rollout = Optional.empty();

  @Mixin private LedgerChoice ledger;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return ledger.ask(
        books -> {
          Look look = Look.at(books);
          Optional<RolloutSight> sight = course(books, look);
          Coverage pictured = pictured(books, look.coverage());
          var page =
              new Page(
                  look.where(),
                  look.when(),
                  look.stopped(),
                  pictured,
                  Units.names(
                      pictured.accounts().stream().map(AccountCoverage::traits).toList(),
                      books.unitNames()),
                  Causes.of(look.coverage()),
                  sight.map(RolloutSight::rollout),
                  sight.map(RolloutSight::items).orElse(List.of()),
                  look.comparisons().stream()
                      .flatMap(comparison -> comparison.putRight().stream())
                      .toList());
          write(page.html());
          spec.commandLine().getOut().println(look.coverage().sentence());
          spec.commandLine().getOut().println("Written to " + file.toAbsolutePath() + ".");
          return look.coverage().complete() ? ExitCode.GOOD : ExitCode.NOT_GOOD;
        });
  }

  /** A report without units is better than none. */
  private Coverage pictured(Books books, Coverage coverage) {
    try {
      return Units.with(coverage, books.organization());
    } catch (RemoteFailure e) {
      spec.commandLine()
          .getErr()
          .println(
              "The units are not shown, because the organization does not tell them: "
                  + Words.oneLine(e.failure().message()));
      return coverage;
    }
  }

  /** Of what was rolled back people want to see what happened, more than of what stays. */
  private Optional<RolloutSight> course(Books books, Look look) {
    Pointers pointers = look.coverage().pointers();
    return rollout
        .map(id -> RolloutSight.read(books, id))
        .or(
            () ->
                pointers
                    .candidate()
                    .map(Pointers.Pointer::rollout)
                    .or(() -> look.stopped().flatMap(StoppedPush::undone).map(Rollout::id))
                    .or(() -> pointers.current().map(Pointers.Pointer::rollout))
                    .flatMap(books.ledger().rollouts()::find)
                    .map(found -> RolloutSight.read(books, found.id())));
  }

  private void write(String html) {
    try {
      Files.writeString(file, html);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the report cannot be written to " + file.toAbsolutePath() + ": name another by --out",
          e);
    }
  }
}
