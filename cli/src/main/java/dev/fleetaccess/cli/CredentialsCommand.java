package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.AccountId;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a session of the simulated organization for the shell. */
@Command(
    name = "credentials",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a role's session as export lines (simulated organization only).",
      "hub: as a Lambda function in the hub account would hold it.",
      "administrator: of the management account, to create accounts with the AWS CLI.",
      "an account's id: its administrator, to change its roles by hand."
    })
final class CredentialsCommand implements Callable<Integer> {
  private static final Set<String> NAMED = Set.of("hub", "administrator");

  @Parameters(paramLabel = "WHO", description = "hub, administrator or a member account's id.")
  private String who;

  @Mixin private LocalPort port;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!NAMED.contains(who) && !AccountId.isValid(who)) {
      throw new ParameterException(
          spec.commandLine(),
          "credentials takes 'hub', 'administrator' or an account id of twelve digits, not '"
              + who
              + "'");
    }
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
