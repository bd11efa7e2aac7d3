package dev.fleetaccess.infra;

import java.util.List;
import software.amazon.awscdk.Annotations;
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

  static void require(Stack stack, Settings settings) {
    if (settings.hub().isEmpty()) {
      CfnParameter missing =
          CfnParameter.Builder.create(stack, MISSING)
              .type("String")
              .allowedValues(List.of("deploy with -c hub=ACCOUNT, the security account's id"))
              .description(
                  "Not to be set: deploy with -c hub=ACCOUNT, the id of the security account.")
              .build();
      Annotations.of(missing)
          .acknowledgeWarning(
              "CloudFormation-Validate::W2001", "it is there to be missed, not read");
    }
  }
}
