package dev.fleetaccess.fleet;

import java.util.Objects;

/**
 * Something that went wrong, named so that it can be decided upon and told to people.
 *
 * @param kind what sort of failure it is
 * @param code the service's own error code, or a short word of ours
 * @param message the service's own words, never a secret
 */
public record Failure(Kind kind, String code, String message) {
  public Failure {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
  }

  /** The sorts of failure. Each knows whether trying again can help, and what a person can do. */
  public enum Kind {
    THROTTLED(true, "Nothing to do: the service asked for fewer calls, and work goes on later."),
    NOT_READY(
        true, "Nothing to do for an hour after an account joined: AWS is still setting it up."),
    CONFLICT(
        true, "Somebody else works on the same stack; re-run the account when that has ended."),
    DRIFT(
        false,
        "Something changes the role each time that it is put back: find it in the account's"
            + " CloudTrail by the role's name and stop it, then re-run the account."),
    UNAVAILABLE(true, "The service did not answer; re-run the account when it does."),
    DENIED(
        false,
        "Let one of the access roles of the manifest exist in the account and trust the management"
            + " account (templates/access-role.yaml); where the account was entered, let that role"
            + " do what the message names. Then re-run the account."),
    DENIED_BY_CONTROL_POLICY(
        false,
        "A service control policy forbids it: exempt the access role there, then re-run the"
            + " account."),
    INVALID(false, "Correct the template or the manifest and push again."),
    LIMIT(false, "Raise the quota or remove what is not needed, then re-run the account."),
    ROLLED_BACK(
        false,
        "Correct what the first cause names, in the template or the account, and push again."),
    LOST(false, "The message was lost; re-run the failed accounts."),
    UNKNOWN(true, "Read the service's own words; re-run the account, and report the code.");

    private final boolean retryable;
    private final String nextStep;

    Kind(boolean retryable, String nextStep) {
      this.retryable = retryable;
      this.nextStep = nextStep;
    }

    /** Whether trying again later, without anybody's help, can succeed. */
    public boolean retryable() {
      return retryable;
    }

    /** What a person can do about it. */
    public String nextStep() {
      return nextStep;
    }
  }
}
