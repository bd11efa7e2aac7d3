package dev.fleetaccess.infra;

import java.util.Map;
import software.amazon.awscdk.App;

/** Synthesizes the stacks; the CDK command line and Maven both start it. */
public final class FleetAccessApp {
  private FleetAccessApp() {}

  /**
   * Writes the templates into CDK's output folder, or says in one line why it cannot and exits with
   * 2.
   */
  public static void main(String[] arguments) {
    try {
      Node.require(System.getenv());
      App app = Stacks.app(Map.of());
      Stacks.in(app, Inputs.ofProject());
      app.synth();
    } catch (InvalidSetting e) {
      System.err.println("FleetAccess: " + e.getMessage());
      System.exit(2);
    }
  }
}
