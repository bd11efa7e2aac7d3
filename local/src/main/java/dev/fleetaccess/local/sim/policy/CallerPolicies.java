package dev.fleetaccess.local.sim.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Every policy that speaks about what a caller may do.
 *
 * @param controls the organization's control policies, level by level from the root down; each
 *     level has to allow; empty where they do not apply (management account)
 * @param identity the policies of the caller's role
 * @param boundary the role's permissions boundary
 * @param session the policies passed when the session was made; empty when none was
 */
public record CallerPolicies(
    List<List<PolicyDocument>> controls,
    List<PolicyDocument> identity,
    Optional<PolicyDocument> boundary,
    List<PolicyDocument> session) {
  private static final String CONTROL = "service control policy";
  private static final String BOUNDARY = "permissions boundary";
  private static final String SESSION = "session policy";
  private static final String IDENTITY = "identity-based policy";
  private static final String RESOURCE = "resource-based policy";

  public CallerPolicies {
    controls = List.copyOf(controls);
    identity = List.copyOf(identity);
    session = List.copyOf(session);
  }

  /** Whether the caller's own policies allow it: explicit deny wins, every fence has to allow. */
  public Decision decide(AccessQuestion question) {
    var own = PolicyDocument.evaluate(identity, question);
    var fenced = fences(question, own);
    if (!fenced.allowed()) {
      return fenced;
    }
    return own == Verdict.ALLOW
        ? Decision.allow()
        : Decision.notAllowed(IDENTITY, question.action());
  }

  /**
   * Whether the caller may do it to a resource whose own policy says that. In one account a policy
   * that names the caller is enough; across accounts both sides have to allow.
   */
  public Decision decide(AccessQuestion question, TrustVerdict trust, boolean sameAccount) {
    var own =
        trust == TrustVerdict.DIRECT && sameAccount
            ? fences(question, PolicyDocument.evaluate(identity, question))
            : decide(question);
    return switch (trust) {
      case DENY -> Decision.denied(RESOURCE);
      case SILENT -> own.allowed() ? Decision.notAllowed(RESOURCE, question.action()) : own;
      case DIRECT, DELEGATED -> own;
    };
  }

  private Decision fences(AccessQuestion question, Verdict own) {
    var levels = EnumSet.noneOf(Verdict.class);
    for (var level : controls) {
      levels.add(PolicyDocument.evaluate(level, question));
    }
    var bound = boundary.map(policy -> policy.evaluate(question)).orElse(Verdict.ALLOW);
    var narrowed = session.isEmpty() ? Verdict.ALLOW : PolicyDocument.evaluate(session, question);
    if (levels.contains(Verdict.DENY)) {
      return Decision.denied(CONTROL);
    }
    if (own == Verdict.DENY) {
      return Decision.denied(IDENTITY);
    }
    if (bound == Verdict.DENY) {
      return Decision.denied(BOUNDARY);
    }
    if (narrowed == Verdict.DENY) {
      return Decision.denied(SESSION);
    }
    if (levels.contains(Verdict.SILENT)) {
      return Decision.notAllowed(CONTROL, question.action());
    }
    if (bound == Verdict.SILENT) {
      return Decision.notAllowed(BOUNDARY, question.action());
    }
    return narrowed == Verdict.SILENT
        ? Decision.notAllowed(SESSION, question.action())
        : Decision.allow();
  }
}
