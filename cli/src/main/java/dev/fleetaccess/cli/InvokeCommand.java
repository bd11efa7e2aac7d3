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

/** Invokes the orchestrator of a local organization, as the console's Test button does. */
@Command(
    name = "invoke",
    mixinStandardHelpOptions = true,
    description = "Invokes the orchestrator by hand, such as: ./fleet invoke '{\"rerun\":\"all\"}'")
final class InvokeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "JSON", description = "The event.")
  private String json;

  @Mixin private LocalPort port;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode answer = port.ask("invoke", checked());
    spec.commandLine().getOut().println(answer.toPrettyString());
    return answer.path("status").asText().equals("refused") ? ExitCode.NOT_GOOD : ExitCode.GOOD;
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
