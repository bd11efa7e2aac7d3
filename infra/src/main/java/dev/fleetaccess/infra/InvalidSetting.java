package dev.fleetaccess.infra;

/**
 * A setting, a file or a tool that deployment needs is missing or wrong; the message is one line.
 */
final class InvalidSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSetting(String message) {
    super(message);
  }
}
