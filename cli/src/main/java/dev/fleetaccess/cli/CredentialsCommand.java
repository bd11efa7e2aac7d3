package dev.fleetaccess.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a session of the simulated organization for the shell. */
@Command(
    name = "credentials",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a role's session as export lines (simulated organization only).",
      "hub: as a Lambda function in the hub account would hold it.",
      "administrator: of the management account, to create accounts with the AWS CLI."
    })
final class CredentialsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "WHO", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Who who;

  @Mixin private LocalPort port;
  @Spec private CommandSpec spec;

  /** Whose session. */
  enum Who {
    hub,
    administrator
  }

  @Override
  public Integer call() {
    port.ask("credentials/" + who, "")
        .properties()
        .forEach(
            variable ->
                spec.commandLine()
                    .getOut()
                    .println(
                        "export " + variable.getKey() + "='" + variable.getValue().asText() + "'"));
    return ExitCode.GOOD;
  }
}
