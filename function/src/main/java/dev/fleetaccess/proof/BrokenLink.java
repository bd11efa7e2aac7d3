package dev.fleetaccess.proof;

import dev.fleetaccess.fleet.Failure;
import java.util.Objects;

/**
 * Where the chain from FleetAccess over the hub to a spoke broke, and why.
 *
 * @param link which link
 * @param reason why
 * @param failure what the service said
 */
public record BrokenLink(Link link, Reason reason, Failure failure) {
  public BrokenLink {
    Objects.requireNonNull(link);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(failure);
  }

  /** The links, in order. */
  public enum Link {
    /** From FleetAccess's worker to the hub role. */
    HUB(
        "FleetAccess could not become the hub role",
        "Let the hub's trust admit FleetAccess-Worker with the tag fleetaccess:purpose=proof, as"
            + " templates/hub-role.yaml does, then re-run the account."),
    /** From the hub role to the spoke. */
    SPOKE(
        "the hub role could not enter the spoke",
        "Compare the spoke's trust and the hub's policy with their templates, since one of them"
            + " differs, then re-run the account.");

    private final String words;
    private final String nextStep;

    Link(String words, String nextStep) {
      this.words = words;
      this.nextStep = nextStep;
    }
  }

  /** Why a link broke. */
  public enum Reason {
    /** IAM has not spread what was just written, or the account is too new. */
    NOT_YET(true),
    /** The service asked for fewer calls. */
    THROTTLED(true),
    /** The service did not answer, or said something that is in no table. */
    UNANSWERED(true),
    /** A policy on one of the two sides does not allow it, or a role is missing. */
    REFUSED(false),
    /** A control policy of the organization denies it. */
    CONTROL_POLICY(false);

    private final boolean passing;

    Reason(boolean passing) {
      this.passing = passing;
    }
  }

  /**
   * What a failure at a link means.
   *
   * @param fresh whether a role of the chain was written so recently that a refusal may pass by
   *     itself: IAM takes some seconds, seldom more than a minute, until all of STS knows a role
   */
  public static BrokenLink of(Link link, Failure failure, boolean fresh) {
    Reason reason =
        switch (failure.kind()) {
          case DENIED -> fresh ? Reason.NOT_YET : Reason.REFUSED;
          case NOT_READY -> Reason.NOT_YET;
          case THROTTLED -> Reason.THROTTLED;
          case UNAVAILABLE, CONFLICT, LOST, UNKNOWN -> Reason.UNANSWERED;
          case DENIED_BY_CONTROL_POLICY -> Reason.CONTROL_POLICY;
          case INVALID, LIMIT, ROLLED_BACK -> Reason.REFUSED;
        };
    return new BrokenLink(link, reason, failure);
  }

  /** Whether walking the chain again later, without anybody's help, can succeed. */
  public boolean mayPass() {
    return reason.passing;
  }

  /** What broke and what a person can do; the same words for every account that suffers alike. */
  public String words() {
    String nextStep =
        switch (reason) {
          case NOT_YET -> "Re-run the account in some minutes: IAM had not spread it yet.";
          case THROTTLED, UNANSWERED -> "Re-run the account later.";
          case REFUSED -> link.nextStep;
          case CONTROL_POLICY ->
              "A control policy of the organization forbids it: exempt the hub role there, then"
                  + " re-run the account.";
        };
    return link.words + " (" + failure.code() + ") → " + nextStep;
  }
}
