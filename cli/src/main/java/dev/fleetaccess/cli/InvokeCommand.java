package dev.fleetaccess.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Invokes the orchestrator with any event, as the console's Test button does. */
@Command(
    name = "invoke",
    mixinStandardHelpOptions = true,
    description = {
      "Invokes the orchestrator with an event, such as: ./fleet invoke '{\"heartbeat\":true}'",
      "The other commands that write (halt, resume, rollback, rerun, release, sweep) say the same"
          + " in words. Ends with 1 when the event is refused."
    })
final class InvokeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "JSON", description = "The event.")
  private String json;

  @Mixin private LedgerChoice choice;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    String event = checked();
    return choice.ask(
        books -> {
          JsonNode answer = books.send(event);
          spec.commandLine().getOut().println(answer.toPrettyString());
          return Hand.exitCode(answer);
        });
  }

  /** As the console does: what is no JSON does not reach the function. */
  private String checked() {
    try {
      new ObjectMapper().readTree(json);
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the event is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
