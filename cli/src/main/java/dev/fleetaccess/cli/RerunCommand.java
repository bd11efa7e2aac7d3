package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at accounts again. */
@Command(
    name = "rerun",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at accounts again, and brings to each the release that it should have.",
      "Ends with 1 when that is refused."
    })
final class RerunCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "all|failed|ACCOUNT",
      description = "All accounts, those that failed when they were last looked at, or these.")
  private List<String> scope;

  @Option(
      names = "--drift",
      description = "Compare the live roles too, and put back what somebody changed.")
  private boolean drift;

  @Option(names = "--dry-run", description = "Say what would be done, in the log; write nothing.")
  private boolean dryRun;

  @Mixin private Hand hand;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    boolean named = scope.stream().allMatch(AccountId::isValid);
    if (!named && !scope.equals(List.of("all")) && !scope.equals(List.of("failed"))) {
      throw new ParameterException(
          spec.commandLine(),
          "rerun takes 'all', 'failed' or account ids of twelve digits, not '"
              + String.join(" ", scope)
              + "'");
    }
    return hand.sends((message, books) -> write(message, named));
  }

  private void write(ObjectNode message, boolean named) {
    if (named) {
      ArrayNode accounts = message.putArray("rerun");
      scope.forEach(accounts::add);
    } else {
      message.put("rerun", scope.getFirst());
    }
    if (drift) {
      message.put("drift", true);
    }
    if (dryRun) {
      message.put("dryRun", true);
    }
  }
}
