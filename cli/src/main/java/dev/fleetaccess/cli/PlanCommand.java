package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.cli.preview.Change;
import dev.fleetaccess.cli.preview.Preview;
import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.RoleRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a release would change, before anything is changed. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "What a release would change in every account, by what the ledger last saw; nothing is"
          + " written, and no account is entered. Organizations is asked for the units and tags"
          + " that the release chooses by and the ledger does not know.",
      "Ends with 0 when there is nothing to do, with 1 when there is, or when the release is"
          + " refused."
    })
final class PlanCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "COMMIT|DIR",
      description = "A commit of the role repository, or a folder (default: the branch's head).")
  private Optional<String> what = Optional.empty();

  @Option(
      names = "--list",
      description =
          "Ask Organizations for its accounts too, so that those which the ledger never saw are"
              + " counted; done by itself where it saw none.")
  private boolean list;

  @Option(
      names = "--repository",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The role repository (default: as deployed, fleet-access).")
  private String repositoryName;

  @Option(
      names = "--repository-region",
      paramLabel = "REGION",
      defaultValue = "",
      description = "Where it is (default: as deployed, where the table is).")
  private String repositoryRegion;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Whose head is planned (default: as deployed, main).")
  private String branch;

  @Option(names = "--json", description = "For machines; the form stands in docs/messages.md.")
  private boolean json;

  @Mixin private LedgerChoice ledger;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return json ? ledger.ask(this::plan) : ledger.askWhatNamesIt(this::plan);
  }

  private int plan(Books books) {
    var planning = new Planning(books);
    Optional<Path> folder = what.map(Path::of).filter(Files::isDirectory);
    RoleRepository repository =
        folder
            .<RoleRepository>map(FolderRepository::new)
            .orElseGet(() -> books.repositories().apply(source()));
    CommitId commit =
        folder.isPresent() ? FolderRepository.COMMIT : planning.commit(repository, what);
    Planning.Planned planned =
        planning.plan(repository, commit, list, spec.commandLine().getErr()::println);
    String name = folder.map(Path::toString).orElse(commit.brief());
    Optional<CostText> cost =
        planned
            .preview()
            .filter(Preview::changesSomething)
            .map(preview -> CostText.of(preview, books.reckoning().get()));
    print(json ? List.of(json(name, planned, cost)) : lines(books, name, planned, cost));
    boolean nothing =
        !planned.refused() && planned.preview().filter(one -> !one.changesSomething()).isPresent();
    return nothing ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }

  private RoleSource source() {
    return new RoleSource(repositoryName, repositoryRegion, branch);
  }

  private void print(List<String> lines) {
    lines.forEach(spec.commandLine().getOut()::println);
  }

  private static List<String> lines(
      Books books, String name, Planning.Planned planned, Optional<CostText> cost) {
    Ink ink = Ink.here();
    List<String> lines = new ArrayList<>();
    planned.findings().forEach(finding -> lines.add("  " + Words.oneLine(finding.toString())));
    if (planned.preview().isEmpty()) {
      lines.addFirst(
          ink.in(Ink.Colour.RED, name + " is refused; what is there would stay as it is."));
      return lines;
    }
    Preview preview = planned.preview().get();
    lines.addFirst(
        ink.in(
            Ink.Colour.DIM,
            books.where()
                + ", by what the ledger last saw"
                + (planned.asked() ? " and what Organizations tells now" : "")));
    lines.addFirst(ink.in(Ink.Colour.BOLD, name + ": " + sentence(preview)));
    if (planned.refused()) {
      lines.addFirst(
          ink.in(
              Ink.Colour.RED, name + " is refused as it is, by the findings below. It would be:"));
    }
    for (Preview.Group group : preview.groups()) {
      lines.add("");
      lines.add(
          ink.in(colour(group.action()), Words.count(group.accounts().size(), "account"))
              + ": "
              + group.action().words()
              + "  "
              + ink.in(Ink.Colour.DIM, group.stack()));
      group.difference().forEach(line -> lines.add("  " + Words.oneLine(line)));
      if (group.action() != Change.Action.NOTHING) {
        lines.add("  " + ink.in(Ink.Colour.DIM, Words.named(group.accounts())));
      }
    }
    if (!planned.listed()) {
      lines.add("");
      lines.add(
          "Not counted: accounts that joined since and that the ledger has not seen; add --list.");
    }
    cost.ifPresent(
        known -> {
          lines.add("");
          lines.add(known.sentence());
        });
    preview
        .objection()
        .ifPresent(
            why -> {
              lines.add(
                  ink.in(Ink.Colour.YELLOW, "It will halt before the first deletion: ")
                      + why
                      + ".");
              lines.add("  → agree to the deletions then with: fleet resume");
            });
    return lines;
  }

  private static String sentence(Preview preview) {
    if (!preview.changesSomething()) {
      return "nothing to do.";
    }
    return Stream.of(Change.Action.values())
            .filter(action -> action != Change.Action.LEFT_OUT)
            .filter(action -> preview.count(action) > 0)
            .map(action -> preview.count(action) + " " + action.words())
            .collect(Collectors.joining("; "))
        + ".";
  }

  private static Ink.Colour colour(Change.Action action) {
    return switch (action) {
      case CREATE, UPDATE -> Ink.Colour.GREEN;
      case REFUSED -> Ink.Colour.RED;
      case DELETE, ORPHANED -> Ink.Colour.YELLOW;
      case STILL_ORPHANED, LEFT_OUT, NOTHING -> Ink.Colour.DIM;
    };
  }

  private static String json(String name, Planning.Planned planned, Optional<CostText> cost) {
    ObjectNode answer = AnswerJson.answer().put("release", name);
    answer.put("refused", planned.refused());
    answer.put("changes", planned.preview().filter(Preview::changesSomething).isPresent());
    answer.set("findings", AnswerJson.findings(planned.findings()));
    answer.put("listed", planned.listed());
    answer.put("halts", planned.preview().flatMap(Preview::objection).orElse(null));
    ArrayNode groups = answer.putArray("groups");
    planned.preview().stream()
        .flatMap(preview -> preview.groups().stream())
        .forEach(
            group -> {
              ObjectNode node =
                  groups
                      .addObject()
                      .put("stack", group.stack())
                      .put("action", group.action().name());
              ArrayNode difference = node.putArray("difference");
              group.difference().forEach(difference::add);
              ArrayNode accounts = node.putArray("accounts");
              group.accounts().forEach(account -> accounts.add(account.value()));
            });
    cost.ifPresent(known -> known.into(answer.putObject("cost")));
    return answer.toPrettyString();
  }
}
