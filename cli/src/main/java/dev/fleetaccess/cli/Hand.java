package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.cli.text.Commands;
import dev.fleetaccess.cli.text.Words;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends the orchestrator what a person wants of it, and says what it answered. */
final class Hand {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who asks; it is recorded and not checked (default: the user's name here).")
  private String by = System.getProperty("user.name", "hand");

  @Option(names = "--json", description = "The orchestrator's answer as it came.")
  private boolean json;

  @Mixin private LedgerChoice choice;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Sends a message.
   *
   * @param writing writes it; what it takes the books for is asked before anything is sent
   * @return how the command ends: with 1 where the orchestrator refuses
   */
  int sends(BiConsumer<ObjectNode, Books> writing) throws Exception {
    return json
        ? choice.ask(books -> send(writing, books))
        : choice.askWhatNamesIt(books -> send(writing, books));
  }

  private int send(BiConsumer<ObjectNode, Books> writing, Books books) {
    ObjectNode message = JSON.createObjectNode().put("by", by);
    writing.accept(message, books);
    JsonNode answer = books.send(message.toString());
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(answer.toPrettyString());
    } else {
      say(out, books.where(), answer);
    }
    return exitCode(answer);
  }

  /**
   * Sends a command on a rollout.
   *
   * @param rollout the one that is named; empty for the release that it is about by itself
   */
  int sends(String command, Optional<String> rollout) throws Exception {
    return sends(
        (message, books) ->
            rollout.ifPresentOrElse(
                id -> message.put(command, id), () -> message.put(command, true)));
  }

  /** How a command ends that got this answer. */
  static int exitCode(JsonNode answer) {
    return switch (answer.path("status").asText()) {
      case "started", "nothing", "ignored" -> ExitCode.GOOD;
      case "refused" -> ExitCode.NOT_GOOD;
      default ->
          throw new IllegalStateException("the orchestrator's answer is not understood: " + answer);
    };
  }

  /** A sentence begins with a capital, unless it begins with a rollout's id. */
  private static String capitalized(String message) {
    return message.matches("[a-z]+-[0-9a-f].*")
        ? message
        : Character.toUpperCase(message.charAt(0)) + message.substring(1);
  }

  private static void say(PrintWriter out, String where, JsonNode answer) {
    Ink ink = Ink.here();
    boolean refused = exitCode(answer) == ExitCode.NOT_GOOD;
    String message = Words.oneLine(Commands.in(answer.path("message").asText()));
    out.println(refused ? ink.in(Ink.Colour.RED, "Refused: ") + message : capitalized(message));
    answer.path("findings").forEach(line -> out.println("  " + Words.oneLine(line.asText())));
    answer
        .path("accepted")
        .forEach(line -> out.println("  → " + Words.oneLine(Commands.in(line.asText()))));
    String rollout = answer.path("rollout").asText();
    if (!rollout.isEmpty()) {
      out.println("./fleet watch " + rollout);
    }
    out.println(ink.in(Ink.Colour.DIM, where));
  }
}
