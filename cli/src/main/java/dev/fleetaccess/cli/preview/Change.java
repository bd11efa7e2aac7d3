package dev.fleetaccess.cli.preview;

import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import java.util.Objects;

/**
 * What would be done about one stack in one account.
 *
 * @param account the account
 * @param stack the stack's name
 * @param wave the wave in which its turn comes, from 0
 * @param action what would be done
 * @param difference what differs, a line each; or why nothing is done
 */
public record Change(
    AccountId account, String stack, int wave, Action action, List<String> difference) {
  public Change {
    Objects.requireNonNull(account);
    Objects.requireNonNull(stack);
    Objects.requireNonNull(action);
    difference = List.copyOf(difference);
  }

  /** What would be done. */
  public enum Action {
    CREATE("create"),
    UPDATE("update"),
    /** The release no longer wants it there, and the manifest says that it goes. */
    DELETE("delete"),
    /** It was refused when it was last looked at, and only a person can change that. */
    REFUSED("refused when last looked at"),
    /** The release no longer wants it there; the stack stays as it is. */
    ORPHANED("no longer wanted, stays"),
    /** And the current release does not want it there either. */
    STILL_ORPHANED("not wanted before either, stays"),
    LEFT_OUT("left out"),
    NOTHING("nothing to do");

    private final String words;

    Action(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** Whether something would be written, tried in vain, or left behind that is wanted now. */
    public boolean changes() {
      return switch (this) {
        case CREATE, UPDATE, DELETE, REFUSED, ORPHANED -> true;
        case STILL_ORPHANED, LEFT_OUT, NOTHING -> false;
      };
    }
  }
}
