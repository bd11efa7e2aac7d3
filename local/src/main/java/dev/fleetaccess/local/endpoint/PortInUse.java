package dev.fleetaccess.local.endpoint;

/** The wanted port is taken by somebody else. The message is one line and says what to do. */
public final class PortInUse extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A message for that port. */
  public PortInUse(int port) {
    super("port " + port + " is in use: stop what holds it, or choose another with --port");
  }
}
