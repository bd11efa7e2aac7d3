package dev.fleetaccess.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Halts a rollout. */
@Command(
    name = "halt",
    mixinStandardHelpOptions = true,
    description = {
      "Halts the release that is under way, or the rollout that is named: what was begun ends,"
          + " nothing else is begun.",
      "Ends with 1 when that is refused."
    })
final class HaltCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "ROLLOUT", description = "Any rollout, of any kind.")
  private Optional<String> rollout = Optional.empty();

  @Mixin private Hand hand;

  @Override
  public Integer call() throws Exception {
    return hand.sends("halt", rollout);
  }
}
