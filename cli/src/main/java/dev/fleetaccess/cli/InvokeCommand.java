package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
    JsonNode answer = port.ask("invoke", json);
    spec.commandLine().getOut().println(answer.toPrettyString());
    return answer.path("status").asText().equals("refused") ? ExitCode.NOT_GOOD : ExitCode.GOOD;
  }
}
