package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.cli.deploy.DeployCheck;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Standing;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Explains accounts that are not as they should be, and mends what a re-run can mend. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Explains each account that is not proven or not covered, and mends what a re-run can mend.",
      "Reads the ledger, and the account itself where your credentials can enter it.",
      "Ends with 1 when something was found."
    })
final class DoctorCommand implements Callable<Integer> {
  /** Each is entered, so these many calls are made and no more. */
  private static final int MOST = 20;

  @Option(names = "--account", paramLabel = "ID", description = "This account only.")
  private Optional<String> account = Optional.empty();

  @Option(names = "--mend", description = "Re-run what a re-run can mend, live roles compared.")
  private boolean mend;

  @Option(names = "--deploy", description = "Look before the first deployment instead.")
  private boolean deploy;

  @Option(names = "--hub", paramLabel = "ID", description = "With --deploy: the security account.")
  private Optional<String> hub = Optional.empty();

  @Option(names = "--json", description = "For machines; the form stands in docs/messages.md.")
  private boolean json;

  @Mixin private LedgerChoice ledger;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Optional<AccountId> asked = account.map(text -> id("--account", text));
    Optional<AccountId> security = hub.map(text -> id("--hub", text));
    return ledger.ask(books -> deploy ? deploy(books, security) : explain(books, asked));
  }

  private int deploy(Books books, Optional<AccountId> security) {
    List<DeployCheck.Line> lines = new DeployCheck(books.hospital().premises()).lines(security);
    if (json) {
      out().println(DoctorJson.deploy(lines).toPrettyString());
    } else {
      for (DeployCheck.Line line : lines) {
        String level = line.level().name().toLowerCase(Locale.ROOT);
        out().println("%-8s %-12s %s".formatted(level, line.about(), line.words()));
      }
    }
    return lines.stream().noneMatch(line -> line.level() == DeployCheck.Level.ERROR)
        ? ExitCode.GOOD
        : ExitCode.NOT_GOOD;
  }

  private int explain(Books books, Optional<AccountId> asked) {
    Look look = Look.at(books);
    List<AccountCoverage> ill =
        look.coverage().accounts().stream()
            .filter(one -> asked.map(one.account()::equals).orElseGet(() -> Diagnosis.isIll(one)))
            .toList();
    if (ill.isEmpty() && asked.isPresent()) {
      throw new IllegalStateException("the ledger does not know account " + asked.get());
    }
    var examination = new Examination(books, look);
    List<Diagnosis> found = ill.stream().limit(MOST).map(examination::of).toList();
    Optional<JsonNode> answer = mend ? mend(books, examination, found) : Optional.empty();
    if (json) {
      long well = found.stream().filter(one -> !one.ill()).count();
      out().println(DoctorJson.explained(look, found, ill.size() - well, answer).toPrettyString());
    } else {
      print(look, found, ill.size(), answer);
    }
    return found.stream().anyMatch(Diagnosis::ill) ? ExitCode.NOT_GOOD : ExitCode.GOOD;
  }

  private void print(Look look, List<Diagnosis> found, int ill, Optional<JsonNode> answer) {
    if (found.isEmpty()) {
      out().println("Nothing to explain: " + look.coverage().sentence());
      return;
    }
    for (Diagnosis one : found) {
      one.lines(Ink.here()).forEach(out()::println);
      out().println();
    }
    if (ill > found.size()) {
      out().println((ill - found.size()) + " more: ./fleet status --failed has the causes.");
    }
    if (mend) {
      out()
          .println(
              answer
                  .map(DoctorCommand::words)
                  .orElse("There is nothing that a re-run could mend."));
    }
  }

  private static String words(JsonNode answer) {
    String rollout = answer.path("rollout").asText();
    return "Re-run: "
        + answer.path("message").asText()
        + (rollout.isEmpty() ? "" : "\n./fleet watch " + rollout);
  }

  /** The orchestrator's answer; empty where a re-run could mend nothing. */
  private static Optional<JsonNode> mend(
      Books books, Examination examination, List<Diagnosis> found) {
    SortedSet<String> ids = new TreeSet<>();
    for (Diagnosis one : found) {
      if (one.mendable()) {
        ids.add(one.coverage().account().value());
        // What keeps the hub out of a spoke may stand in the hub's own account.
        if (one.coverage().standing() instanceof Standing.NotProven) {
          examination.hubOf(one.coverage()).map(AccountId::value).ifPresent(ids::add);
        }
      }
    }
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode message =
        new ObjectMapper().createObjectNode().put("drift", true).put("by", "fleet doctor");
    ids.forEach(message.putArray("rerun")::add);
    return Optional.of(books.hospital().mender().send(message.toString()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private AccountId id(String option, String text) {
    if (!AccountId.isValid(text)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), option + " takes twelve digits, not '" + text + "'");
    }
    return new AccountId(text);
  }
}
