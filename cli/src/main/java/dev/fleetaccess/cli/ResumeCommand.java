package dev.fleetaccess.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has a rollout go on. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Has the halted release go on, and tries again what failed; or agrees to the wave that waits"
          + " for a person.",
      "Ends with 1 when that is refused."
    })
final class ResumeCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "ROLLOUT", description = "Another rollout.")
  private Optional<String> rollout = Optional.empty();

  @Mixin private Hand hand;

  @Override
  public Integer call() throws Exception {
    return hand.sends("resume", rollout);
  }
}
