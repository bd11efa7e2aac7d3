package dev.fleetaccess.cli;

/** How every command ends. */
final class ExitCode {
  /** Good, warnings included. */
  static final int GOOD = 0;

  /** Not covered, changes to make, refused, a broken promise, or an error finding. */
  static final int NOT_GOOD = 1;

  /** Used wrongly, or it could not be told. */
  static final int COULD_NOT_TELL = 2;

  private ExitCode() {}
}
