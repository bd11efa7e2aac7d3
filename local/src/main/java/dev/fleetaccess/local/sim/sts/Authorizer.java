package dev.fleetaccess.local.sim.sts;

import dev.fleetaccess.local.sim.base.Arn;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.iam.IamDirectory;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.org.Account;
import dev.fleetaccess.local.sim.org.Organization;
import dev.fleetaccess.local.sim.policy.AccessQuestion;
import dev.fleetaccess.local.sim.policy.CallerPolicies;
import dev.fleetaccess.local.sim.policy.Decision;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.local.sim.policy.Who;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** Decides what a session may do, from every policy that speaks about it. */
public final class Authorizer {
  /** The actions that carry the boundary of the role they are about, as IAM's reference says. */
  private static final Set<String> BOUNDED =
      Set.of(
          "iam:AttachRolePolicy",
          "iam:DeleteRolePermissionsBoundary",
          "iam:DeleteRolePolicy",
          "iam:DetachRolePolicy",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy");

  private static final String PRINCIPAL = "aws:principaltag/";

  private final IamDirectory iam;
  private final Organization organization;

  /** Decides by the policies of that IAM and that organization. */
  public Authorizer(IamDirectory iam, Organization organization) {
    this.iam = iam;
    this.organization = organization;
  }

  /** Whether the session's own policies let it do that in an account of its own. */
  public Decision decide(Session session, String action, String resource, RequestContext context) {
    return policies(session)
        .decide(new AccessQuestion(action, resource, context(session, action, resource, context)));
  }

  /**
   * As {@link #decide}, with AWS's error when it may not.
   *
   * @throws AwsError {@code AccessDenied}, HTTP 403
   */
  public void require(Session session, String action, String resource, RequestContext context) {
    var decision = decide(session, action, resource, context);
    if (!decision.allowed()) {
      throw AwsError.accessDenied(
          notAuthorized(session, action, resource) + " " + decision.reason());
    }
  }

  /** Whether the session may do that to a role, whose trust policy has to agree. */
  Decision decide(Session session, String action, Role role, RequestContext context) {
    var question =
        new AccessQuestion(action, role.arn(), context(session, action, role.arn(), context));
    var trust = role.spec().trust().evaluate(question, session.who());
    return policies(session).decide(question, trust, session.account().equals(role.account()));
  }

  /** Whether a service may take up a role. */
  Decision decide(String service, Role role) {
    var context =
        RequestContext.empty()
            .with("aws:PrincipalIsAWSService", "true")
            .with("aws:PrincipalServiceName", service);
    var question = new AccessQuestion("sts:AssumeRole", role.arn(), context);
    return switch (role.spec().trust().evaluate(question, new Who.Service(service))) {
      case DIRECT, DELEGATED -> Decision.allow();
      case DENY -> Decision.denied("resource-based policy");
      case SILENT -> Decision.notAllowed("resource-based policy", "sts:AssumeRole");
    };
  }

  /** The beginning of AWS's message. */
  static String notAuthorized(Session session, String action, String resource) {
    return "User: "
        + session.arn()
        + " is not authorized to perform: "
        + action
        + " on resource: "
        + resource;
  }

  private CallerPolicies policies(Session session) {
    var role =
        iam.byId(session.roleId())
            .orElseThrow(
                () ->
                    AwsError.of(
                        "InvalidClientTokenId",
                        403,
                        "The security token included in the request is invalid."));
    var known = iam.account(session.account()).policies();
    var identity = new ArrayList<PolicyDocument>(role.spec().inline().values());
    role.spec().attached().forEach(arn -> identity.add(known.policy(arn).document()));
    return new CallerPolicies(
        organization.controlsOf(session.account()),
        identity,
        role.spec().boundary().map(arn -> known.policy(arn).document()),
        session.policies());
  }

  private RequestContext context(
      Session session, String action, String resource, RequestContext given) {
    return RequestContext.later(() -> together(session, action, resource, given));
  }

  private RequestContext together(
      Session session, String action, String resource, RequestContext given) {
    var keys =
        new RequestContext.Building()
            .with("aws:principalarn", session.roleArn())
            .with("aws:principalaccount", session.account())
            .with("aws:principaltype", "AssumedRole")
            .with("aws:principalisawsservice", "false")
            .with("aws:viaawsservice", "false")
            .with("aws:securetransport", "true")
            .with("aws:userid", session.userId());
    session.sourceIdentity().ifPresent(id -> keys.with("aws:sourceidentity", id));
    iam.byId(session.roleId())
        .ifPresent(
            role -> role.spec().tags().forEach((key, tag) -> keys.with(PRINCIPAL + key, tag)));
    session.tags().forEach((key, tag) -> keys.with(PRINCIPAL + key, tag));
    organization(session.account()).ifPresent(id -> keys.with("aws:principalorgid", id));
    var owner =
        Arn.parse(resource)
            .map(Arn::account)
            .filter(account -> !account.isEmpty())
            .orElse(session.account());
    keys.with("aws:resourceaccount", owner);
    organization(owner).ifPresent(id -> keys.with("aws:resourceorgid", id));
    iam.byArn(resource).ifPresent(role -> about(role, action, keys));
    return keys.with(given).done();
  }

  private static void about(Role role, String action, RequestContext.Building keys) {
    keys.withResourceTags("aws:resourcetag/", role.spec().tags())
        .withResourceTags("iam:resourcetag/", role.spec().tags());
    if (BOUNDED.contains(action)) {
      role.spec().boundary().ifPresent(arn -> keys.with("iam:permissionsboundary", arn));
    }
  }

  private Optional<String> organization(String account) {
    return organization.find(account).map(Account::id).map(id -> organization.settings().id());
  }
}
