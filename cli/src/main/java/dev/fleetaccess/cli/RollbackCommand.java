package dev.fleetaccess.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes back a release. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Takes back the release that is under way or halted: the accounts that it touched get the"
          + " release that finished last.",
      "Ends with 1 when that is refused."
    })
final class RollbackCommand implements Callable<Integer> {
  @Mixin private Hand hand;

  @Override
  public Integer call() throws Exception {
    return hand.sends((message, books) -> message.put("rollback", true));
  }
}
