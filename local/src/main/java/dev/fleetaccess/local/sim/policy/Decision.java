package dev.fleetaccess.local.sim.policy;

/**
 * The answer to a question.
 *
 * @param allowed whether it may be done
 * @param reason why not, in AWS's words (as in "because no identity-based policy allows the
 *     sts:AssumeRole action"); empty when allowed
 */
public record Decision(boolean allowed, String reason) {
  private static final Decision ALLOWED = new Decision(true, "");

  /** Yes. */
  public static Decision allow() {
    return ALLOWED;
  }

  /** No, because a policy of that kind denies, as in {@code service control policy}. */
  public static Decision denied(String policyKind) {
    return new Decision(false, "with an explicit deny in " + article(policyKind) + policyKind);
  }

  /** No, because no policy of that kind allows. */
  public static Decision notAllowed(String policyKind, String action) {
    return new Decision(false, "because no " + policyKind + " allows the " + action + " action");
  }

  private static String article(String noun) {
    return "aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ";
  }
}
