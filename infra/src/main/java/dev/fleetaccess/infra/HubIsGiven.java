package dev.fleetaccess.infra;

import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

/**
 * Keeps a template without a hub account from being deployed, while it can be synthesized, tested
 * and run locally.
 *
 * <p>Such a template gets a parameter that has no default. The command line then refuses to deploy
 * and names the parameter, whose name says what to do.
 */
final class HubIsGiven {
  /** The parameter's name, as the command line shows it. */
  static final String MISSING = "HubMissingDeployWithContextHub";

  private HubIsGiven() {}

  /** The hub's account id, or a reference to the parameter that cannot be given. */
  static String in(Stack stack, Settings settings) {
    return settings.hub().orElseGet(() -> missing(stack));
  }

  private static String missing(Stack stack) {
    return CfnParameter.Builder.create(stack, MISSING)
        .type("String")
        .allowedValues(List.of("deploy with -c hub=ACCOUNT"))
        .description("Not to be set: deploy with -c hub=ACCOUNT, the id of the security account.")
        .build()
        .getValueAsString();
  }
}
