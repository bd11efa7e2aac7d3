package dev.fleetaccess.cli;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.run.PolicyAnalyzer;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Examines role templates as a push of them would be, without a network. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = {
      "Examines a folder of role templates as a push of them would be, without a network unless"
          + " asked to; for a hook before commits, or for CI.",
      "What only the organization could tell is taken for good: that the hub belongs to it, and"
          + " that the access roles are deployed."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no errors; warnings are told",
      "1:an error: a push of this would be refused",
      "2:used wrongly, or it could not be told"
    })
final class LintCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "templates",
      description = "The folder with fleet.yaml and the templates (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--against",
      paramLabel = "COMMIT|DIR",
      description =
          "What stands there now, a commit of DIR's git repository or another folder: then what"
              + " widens access or replaces a role is found too.")
  private String against;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or sarif (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--access-analyzer",
      description =
          "Ask AWS's Access Analyzer too, with the credentials and the region that the AWS SDK"
              + " finds. What it is asked for --against costs $0.0020 each.")
  private boolean analyzed;

  @Spec private CommandSpec spec;

  private final Library library;

  LintCommand(Library library) {
    this.library = library;
  }

  @Override
  public Integer call() {
    LintReport report = report(format);
    if (!Files.isDirectory(folder)) {
      throw wrong("'" + folder + "' is no folder");
    }
    Optional<Release> current = Optional.ofNullable(against).map(this::current);
    Optional<PolicyAnalyzer> analyzer =
        analyzed ? Optional.of(library.analyzer()) : Optional.empty();
    Lint lint = Lint.of(LintSource.folder(folder), current, analyzer);
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.of(lint, folder));
    out.flush();
    return lint.count(Finding.Severity.ERROR) == 0 ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }

  private Release current(String commitOrFolder) {
    Path other = Path.of(commitOrFolder);
    var reading =
        Lint.read(
            Files.isDirectory(other)
                ? LintSource.folder(other)
                : LintSource.commit(folder, commitOrFolder));
    return reading
        .release()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "what stands at '"
                        + commitOrFolder
                        + "' is no release to compare with: "
                        + reading.findings().getFirst()));
  }

  private LintReport report(String name) {
    return switch (name) {
      case "text" -> new LintText();
      case "json" -> new LintJson();
      case "sarif" -> new Sarif();
      default -> throw wrong("--format takes text, json or sarif");
    };
  }

  private CommandLine.ParameterException wrong(String words) {
    return new CommandLine.ParameterException(spec.commandLine(), words);
  }
}
