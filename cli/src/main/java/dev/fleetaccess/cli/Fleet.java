package dev.fleetaccess.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code fleet} command. */
@Command(
    name = "fleet",
    version = "0.1.0",
    mixinStandardHelpOptions = true,
    description = "Keeps access roles in place in every account of an AWS organization.",
    subcommands = {
      StatusCommand.class,
      RolloutsCommand.class,
      WatchCommand.class,
      PlanCommand.class,
      ReportCommand.class,
      DoctorCommand.class,
      LocalCommand.class,
      RehearseCommand.class,
      MeasureCommand.class,
      CredentialsCommand.class,
      HaltCommand.class,
      ResumeCommand.class,
      RollbackCommand.class,
      RerunCommand.class,
      ReleaseCommand.class,
      SweepCommand.class,
      InvokeCommand.class,
      LintCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:good, warnings included",
      "1:not covered, changes to make, refused, a broken promise, or an error finding",
      "2:used wrongly, or it could not be told"
    })
public final class Fleet implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs one command and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(new AwsLibrary()).execute(arguments));
  }

  /** The command, asking the ledgers of that library. */
  static CommandLine commandLine(Library library) {
    CommandLine.IFactory usual = CommandLine.defaultFactory();
    CommandLine.IFactory factory =
        new CommandLine.IFactory() {
          @Override
          public <K> K create(Class<K> type) throws Exception {
            if (type == LintCommand.class) {
              return type.cast(new LintCommand(library));
            }
            return type == LedgerChoice.class
                ? type.cast(new LedgerChoice(library))
                : usual.create(type);
          }
        };
    return new CommandLine(new Fleet(), factory)
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              if (!ending()) {
                command.getErr().println("fleet: " + words(problem));
              }
              return ExitCode.COULD_NOT_TELL;
            });
  }

  /** After Ctrl-C everything is taken away from under the command: what then fails is no news. */
  private static boolean ending() {
    var hook = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException begun) {
      return true;
    }
  }

  private static String words(Exception problem) {
    String message = problem.getMessage();
    return message == null || message.isBlank() ? problem.toString() : message;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do.");
  }
}
