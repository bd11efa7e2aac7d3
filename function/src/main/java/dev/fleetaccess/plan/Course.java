package dev.fleetaccess.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * What an item is in the middle of, where a plain create or update is not all: whoever comes back
 * cannot see it on the stack.
 *
 * @param kind what was begun
 * @param found what made it necessary, in words; it becomes the item's note, at most {@value
 *     #LONGEST} characters
 * @param repair the client request token of the repair that was begun, or the name of the change
 *     set that could not be made
 */
public record Course(Kind kind, String found, Optional<String> repair) {
  /** Far more than a role's differences take, far less than a message may have. */
  public static final int LONGEST = 600;

  /** Nothing beyond a create or an update. */
  public static final Course PLAIN = new Course(Kind.PLAIN, "");

  public Course {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(found);
    Objects.requireNonNull(repair);
    found = found.length() <= LONGEST ? found : found.substring(0, LONGEST - 1) + "…";
  }

  /** A course that is no repair. */
  public Course(Kind kind, String found) {
    this(kind, found, Optional.empty());
  }

  /** The same course after an operation of ours that came to nothing, or made room. */
  public Course after(String operation) {
    return new Course(kind, found, Optional.of(operation));
  }

  /** What was begun. */
  public enum Kind {
    /** Nothing beyond a create or an update. */
    PLAIN,
    /** The deletion of what never lived: it is ours, so it may be helped on. */
    DELETING,
    /** A stuck rollback, continued. */
    CONTINUING,
    /** The taking over of a role that stands there already. */
    ADOPTING,
    /** The stack is right and the hub could not enter: its roles are to be compared. */
    COMPARING,
    /** A change set that puts a role back. */
    REVERTING,
    /** The deletion of a stack that is not wanted any more. */
    REMOVING,
    /** It was put back: what is left is to look whether it is right. */
    REVERTED
  }
}
