package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.cli.text.StoppedPush;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What was rolled out, by whom, and what it came to. */
@Command(
    name = "rollouts",
    mixinStandardHelpOptions = true,
    description = "What was rolled out, by whom, and what it came to: the latest first, or one.")
final class RolloutsCommand implements Callable<Integer> {
  private static final int MOST = 1_000;

  @Parameters(
      arity = "0..1",
      paramLabel = "ROLLOUT",
      description = "One rollout, in detail; such as release-3e5983de2f1a.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many, at most (default: ${DEFAULT-VALUE}).")
  private int last;

  @Option(names = "--json", description = "For machines; the form stands in docs/messages.md.")
  private boolean json;

  @Mixin private LedgerChoice ledger;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (last < 1 || last > MOST) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--last takes 1 to " + MOST);
    }
    return ledger.ask(
        books -> {
          if (id.isPresent()) {
            one(books, RolloutSight.read(books, id.get()));
          } else {
            list(books);
          }
          return ExitCode.GOOD;
        });
  }

  private void list(Books books) {
    Rollouts rollouts = books.ledger().rollouts();
    Optional<StoppedPush> stopped = StoppedPush.of(rollouts, rollouts.overview(), books.releases());
    var counted = new LinkedHashMap<Rollout, Optional<Map<Entry.State, Integer>>>();
    for (Rollout rollout : rollouts.latest(now(books), last)) {
      counted.put(rollout, counts(books, rollout));
    }
    if (json) {
      ObjectNode answer = AnswerJson.answer().put("where", books.where());
      AnswerJson.stopped(answer, stopped);
      ArrayNode each = answer.putArray("rollouts");
      counted.forEach((rollout, counts) -> each.add(AnswerJson.rollout(rollout, counts)));
      print(List.of(answer.toPrettyString()));
      return;
    }
    if (counted.isEmpty()) {
      print(List.of("Nothing was rolled out in the last 90 days."));
    } else {
      print(new RolloutText(Ink.here()).list(counted, now(books)));
    }
    stopped.ifPresent(push -> print(new RolloutText(Ink.here()).stopped(push, now(books))));
  }

  /** What ended was summed up when it did; only what is open is counted now. */
  private static Optional<Map<Entry.State, Integer>> counts(Books books, Rollout rollout) {
    return rollout.open()
        ? Optional.of(
            AnswerJson.count(new RolloutSight(rollout, books.ledger().items().of(rollout.id()))))
        : books.ledger().rollouts().counts(rollout.id());
  }

  private static Instant now(Books books) {
    return books.clock().instant();
  }

  private void one(Books books, RolloutSight sight) {
    if (json) {
      ObjectNode answer = AnswerJson.answer().put("where", books.where());
      answer.setAll(AnswerJson.rollout(sight.rollout(), Optional.of(AnswerJson.count(sight))));
      ArrayNode items = answer.putArray("each");
      sight.items().forEach(item -> items.add(AnswerJson.item(item)));
      print(List.of(answer.toPrettyString()));
      return;
    }
    print(
        new RolloutText(Ink.here())
            .one(sight, books.ledger().rollouts().overview().pointers(), now(books)));
  }

  private void print(List<String> lines) {
    lines.forEach(spec.commandLine().getOut()::println);
  }
}
