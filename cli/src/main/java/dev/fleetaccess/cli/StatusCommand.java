package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Is every account covered, and if not, why? */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Is every account covered, and if not, why? Reads the ledger, and nothing else.",
      "Ends with 0 when every account has what it should, else with 1."
    })
final class StatusCommand implements Callable<Integer> {
  @ArgGroup private Detail detail = new Detail();

  @Option(names = "--json", description = "For machines; the form stands in docs/messages.md.")
  private boolean json;

  @Mixin private LedgerChoice ledger;
  @Spec private CommandSpec spec;

  /** What is shown; one of them. */
  static final class Detail {
    @Option(names = "--failed", description = "What fails, by cause, with the next step.")
    private boolean failed;

    @Option(names = "--accounts", description = "Every account, a line each.")
    private boolean accounts;

    @Option(
        names = "--account",
        paramLabel = "ID",
        description = "One account, with what it went through in the last rollouts.")
    private Optional<String> account = Optional.empty();
  }

  @Override
  public Integer call() throws Exception {
    Optional<AccountId> account = detail.account.map(this::id);
    return detail.account.isPresent()
        ? ledger.ask(books -> answer(books, account))
        : ledger.askWhatNamesIt(books -> answer(books, account));
  }

  private int answer(Books books, Optional<AccountId> account) {
    Look look = Look.at(books);
    boolean good;
    if (account.isPresent()) {
      AccountHistory history = AccountHistory.read(books, look, account.get());
      print(history.json(), history.lines(Ink.here()));
      good = history.coverage().standing().state().covered();
    } else {
      print(AnswerJson.status(look), text(look));
      good = look.coverage().complete();
    }
    return good ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }

  private List<String> text(Look look) {
    var text = new StatusText(look, Ink.here());
    return detail.failed ? text.failed() : detail.accounts ? text.accounts() : text.summary();
  }

  private void print(ObjectNode answer, List<String> lines) {
    if (json) {
      spec.commandLine().getOut().println(answer.toPrettyString());
    } else {
      lines.forEach(spec.commandLine().getOut()::println);
    }
  }

  private AccountId id(String text) {
    if (!AccountId.isValid(text)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--account takes twelve digits, not '" + text + "'");
    }
    return new AccountId(text);
  }
}
