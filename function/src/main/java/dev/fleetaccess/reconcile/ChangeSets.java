package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.release.RoleStack;
import java.util.Objects;
import java.util.Optional;

/**
 * Change sets of CloudFormation in an account that was entered, for what a plain create or update
 * cannot do. No call waits for what it begins, and every call may be repeated: a change set's name
 * is the client request token of the operation that carries it out. A call that fails throws {@link
 * dev.fleetaccess.fleet.RemoteFailure}.
 */
public interface ChangeSets {
  /**
   * Begins a change set that creates the stack and takes over what stands there already.
   *
   * @param importing the variant of the stack's template that allows it
   * @param name 1 to 128 letters, digits and dashes, a limit of CloudFormation
   */
  void takeOver(Session session, RoleStack desired, String importing, String name);

  /**
   * Begins a change set that brings the stack to what is desired, and puts back what was changed
   * beside CloudFormation.
   */
  void putBack(Session session, RoleStack desired, String name);

  /**
   * How a change set stands. A status that nobody knows is a failure of the unknown kind, with its
   * raw text.
   */
  State look(Session session, RoleStack desired, String name);

  /**
   * Carries a change set out. One that is being carried out already is left alone; one that is gone
   * by then is left alone too, or answered with a conflict.
   */
  void execute(Session session, RoleStack desired, String name);

  /**
   * The name of the stack that holds a role of that name; empty when none does in the region of the
   * desired stack. IAM knows no regions, CloudFormation does: others are not asked.
   */
  Optional<String> ownerOf(Session session, RoleStack desired, String role);

  /** How a change set stands. */
  sealed interface State {
    /** It is being made, or being carried out. */
    record Making() implements State {}

    /** It can be carried out. */
    record Ready() implements State {}

    /** There is nothing to change. */
    record Empty() implements State {}

    /** It was carried out, or somebody deleted it. */
    record Gone() implements State {}

    /**
     * It could not be made.
     *
     * @param kind what sort of failure the words tell of
     * @param reason CloudFormation's own words
     */
    record Refused(Failure.Kind kind, String reason) implements State {
      /** The code of such a failure, since CloudFormation gives it none. */
      public static final String CODE = "ChangeSetFailed";

      public Refused {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(reason);
      }
    }
  }
}
