package dev.fleetaccess.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sweeps. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at the head of the branch, begins a release if it is new, else looks at every"
          + " account.",
      "Ends with 1 when that is refused."
    })
final class SweepCommand implements Callable<Integer> {
  @Option(
      names = "--drift",
      description =
          "Compare every live role too, put back what somebody changed, and prove everybody, now"
              + " and not when it is due.")
  private boolean drift;

  @Option(
      names = "--dry-run",
      description =
          "Say what would be done, in the log; write nothing, and leave the branch alone.")
  private boolean dryRun;

  @Mixin private Hand hand;

  @Override
  public Integer call() throws Exception {
    return hand.sends(
        (message, books) -> {
          message.put("sweep", true);
          if (drift) {
            message.put("drift", true);
          }
          if (dryRun) {
            message.put("dryRun", true);
          }
        });
  }
}
