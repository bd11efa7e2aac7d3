package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.local.LocalSettings;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which ledger a command asks. */
final class LedgerChoice {
  private static final String TABLE = "fleet-access";
  private static final int HIGHEST = 65_535;

  private final Library library;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "The ledger's table (default: "
              + TABLE
              + "), read with the credentials and in the region that the AWS SDK finds.")
  private Optional<String> table;

  @Option(
      names = "--local",
      description = "The local organization; by itself where one runs and --table is not given.")
  private boolean local;

  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The local organization's port (default: " + LocalSettings.DEFAULT_PORT + ").")
  void setPort(int number) {
    if (number < 1 || number > HIGHEST) {
      throw new ParameterException(command.commandLine(), "--port takes 1 to " + HIGHEST);
    }
    port = Optional.of(number);
  }

  LedgerChoice(Library library) {
    this.library = Objects.requireNonNull(library);
  }

  /** What a command does with the ledger. */
  @FunctionalInterface
  interface Asking {
    /** Asks, and says how the command ends. */
    int of(Books books) throws Exception;
  }

  /**
   * Asks the chosen ledger, and says beside the answer which one that is.
   *
   * @throws IllegalStateException in words for people when it cannot be read
   */
  int ask(Asking asking) throws Exception {
    return askWhatNamesIt(
        books -> {
          PrintWriter err = command.commandLine().getErr();
          err.println(Ink.ofErrors().in(Ink.Colour.DIM, books.where()));
          return asking.of(books);
        });
  }

  /**
   * Asks the chosen ledger for an answer that names it.
   *
   * @throws IllegalStateException in words for people when it cannot be read
   */
  int askWhatNamesIt(Asking asking) throws Exception {
    if (table.isPresent() && (local || port.isPresent())) {
      throw new ParameterException(
          command.commandLine(), "--table is a real organization's: leave out --local and --port");
    }
    try (Books books = open()) {
      try {
        return asking.of(books);
      } catch (RemoteFailure e) {
        throw new IllegalStateException(Trouble.words(e.failure(), books.where()), e);
      }
    }
  }

  private Books open() {
    int number = port.orElse(LocalSettings.DEFAULT_PORT);
    boolean asked = local || port.isPresent();
    Optional<Books> found = table.isPresent() ? Optional.empty() : library.local(number);
    if (found.isEmpty() && asked) {
      throw new IllegalStateException(LocalPort.nothingOn(number));
    }
    return found.orElseGet(() -> library.table(table.orElse(TABLE)));
  }
}
