package dev.fleetaccess.cli.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be sent to the orchestrator, as commands of this program. */
public final class Commands {
  /** Orders of one word that a command of the same name sends. */
  private static final Pattern ORDER =
      Pattern.compile("\\{\"(halt|resume|rollback|release|rerun)\":(?:true|\"([^\"]*)\")}");

  private Commands() {}

  /** The same words, each order in them as the command that sends it. */
  public static String in(String words) {
    return ORDER
        .matcher(words)
        .replaceAll(
            order -> {
              String argument = order.group(2) == null ? "" : " " + order.group(2);
              return Matcher.quoteReplacement("./fleet " + order.group(1) + argument);
            });
  }
}
