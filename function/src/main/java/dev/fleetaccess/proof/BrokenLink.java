package dev.fleetaccess.proof;

import dev.fleetaccess.fleet.Failure;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where the chain from FleetAccess over the hub to another role broke, and why.
 *
 * @param link which link
 * @param target the role at the chain's end
 * @param reason why
 * @param failure what the service said
 */
public record BrokenLink(Link link, Target target, Reason reason, Failure failure) {
  /** Which kind of policy refused, and its ARN where AWS names it: the end of AWS's message. */
  private static final Pattern BECAUSE =
      Pattern.compile("(with an explicit deny in|because no) .+", Pattern.DOTALL);

  /** The account in the ARN of a policy of IAM: what suffers alike is to read alike. */
  private static final Pattern ACCOUNT = Pattern.compile("(?<=:iam::)\\d{12}(?=:)");

  public BrokenLink {
    Objects.requireNonNull(link);
    Objects.requireNonNull(target);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(failure);
  }

  /** The links, in order. */
  public enum Link {
    /** From FleetAccess's worker to the hub role. */
    HUB,
    /** From the hub role to the target. */
    ENTER,
    /** What is read by the target. */
    READ
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
   * @param target the role at the chain's end
   * @param fresh whether a role of the chain was written so recently that a refusal may pass by
   *     itself: IAM takes some seconds, seldom more than a minute, until all of STS knows a role
   */
  public static BrokenLink of(Link link, Target target, Failure failure, boolean fresh) {
    Reason reason =
        switch (failure.kind()) {
          case DENIED -> fresh ? Reason.NOT_YET : Reason.REFUSED;
          case NOT_READY -> Reason.NOT_YET;
          case THROTTLED -> Reason.THROTTLED;
          case UNAVAILABLE, CONFLICT, LOST, UNKNOWN -> Reason.UNANSWERED;
          case DENIED_BY_CONTROL_POLICY -> Reason.CONTROL_POLICY;
          case INVALID, LIMIT, ROLLED_BACK, DRIFT -> Reason.REFUSED;
        };
    return new BrokenLink(link, target, reason, failure);
  }

  /** Whether walking the chain again later, without anybody's help, can succeed. */
  public boolean mayPass() {
    return reason.passing;
  }

  /** Whether it can be the entered role's own doing that the chain broke. */
  public boolean isOfTheRole() {
    return link != Link.HUB && reason == Reason.REFUSED;
  }

  /** What broke and what a person can do; the same words for every account that suffers alike. */
  public String words() {
    return happening() + " (" + failure.code() + because() + ") → " + nextStep();
  }

  private String because() {
    var because = BECAUSE.matcher(failure.message());
    return because.find() ? ", " + ACCOUNT.matcher(because.group()).replaceAll("ACCOUNT") : "";
  }

  private String happening() {
    return switch (link) {
      case HUB -> "FleetAccess could not become the hub role";
      case ENTER -> "the hub role could not enter " + target.words();
      case READ -> "the hub role entered " + target.words() + " and could not read";
    };
  }

  private String nextStep() {
    return switch (reason) {
      case NOT_YET -> "Re-run the account in some minutes: IAM had not spread it yet.";
      case THROTTLED, UNANSWERED -> "Re-run the account later.";
      case CONTROL_POLICY ->
          "A control policy of the organization forbids it: exempt "
              + (link == Link.READ ? target.words() : "the hub role")
              + " there, then re-run the account.";
      case REFUSED -> mending();
    };
  }

  private String mending() {
    return switch (link) {
      case HUB ->
          "Re-run with \"drift\":true, which puts the hub role back. If its template differs from"
              + " templates/hub-role.yaml, let its trust admit FleetAccess-Worker with the tag"
              + " fleetaccess:purpose=proof.";
      // The target's trust was compared with the template and put back before this is said.
      case ENTER ->
          "Its trust is as the template has it: re-run with \"drift\":true, which puts the hub's"
              + " policy back, or let the template trust the hub.";
      case READ ->
          "Let its policy and its boundary allow "
              + target.read()
              + ", or a control policy that leaves it out allow it, then re-run the account.";
    };
  }
}
