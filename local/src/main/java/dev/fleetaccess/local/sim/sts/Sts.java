package dev.fleetaccess.local.sim.sts;

import dev.fleetaccess.local.sim.base.Agenda;
import dev.fleetaccess.local.sim.base.Arn;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.iam.IamDirectory;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.org.Organization;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.policy.RequestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The security token service: enters roles where policies on both sides agree. */
public final class Sts {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Partition partition;
  private final IamDirectory iam;
  private final Organization organization;
  private final Agenda agenda;
  private final Sessions sessions;
  private final Authorizer authorizer;

  /** A service over that IAM and that organization. */
  public Sts(
      IamDirectory iam,
      Organization organization,
      Agenda agenda,
      Sessions sessions,
      Authorizer authorizer) {
    this.partition = organization.settings().partition();
    this.iam = iam;
    this.organization = organization;
    this.agenda = agenda;
    this.sessions = sessions;
    this.authorizer = authorizer;
  }

  /**
   * Enters a role as a session may.
   *
   * @throws AwsError {@code AccessDenied} for whatever reason (STS does not tell which), {@code
   *     ValidationError}, {@code MalformedPolicyDocument}
   */
  public Session assumeRole(Session caller, AssumeRole request, RequestContext environment) {
    AssumeRoleLimits.check(request);
    var context = RequestContext.later(() -> context(caller, request, environment));
    var role = usable(request.roleArn(), caller);
    require(caller, "sts:AssumeRole", role, context);
    if (!request.tags().isEmpty() || !caller.transitiveTags().isEmpty()) {
      require(caller, "sts:TagSession", role, context);
    }
    if (request.sourceIdentity().isPresent() || caller.sourceIdentity().isPresent()) {
      require(caller, "sts:SetSourceIdentity", role, context);
    }
    var lasting = request.duration().orElse(HOUR);
    if (lasting.compareTo(role.spec().maxSession()) > 0) {
      throw AwsError.validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return sessions.open(role, lasting, terms(caller, request, role));
  }

  /**
   * Enters a role as a service does for a function or an instance that runs with it.
   *
   * @param service such as {@code lambda.amazonaws.com}
   * @throws AwsError {@code AccessDenied} when the role does not trust the service
   */
  public Session assumeAs(String service, String roleArn, String sessionName, Duration lasting) {
    var role = iam.byArn(roleArn).orElseThrow(() -> refusedTo(service, roleArn));
    if (!works(role) || !authorizer.decide(service, role).allowed()) {
      throw refusedTo(service, roleArn);
    }
    return sessions.open(role, lasting, SessionTerms.named(partition, sessionName));
  }

  /**
   * A session of a role without asking any policy: for whoever owns this world.
   *
   * @throws IllegalArgumentException when there is no such role
   */
  public Session issue(String roleArn, String sessionName, Duration lasting) {
    var role =
        iam.byArn(roleArn)
            .orElseThrow(() -> new IllegalArgumentException("no such role: " + roleArn));
    return sessions.open(role, lasting, SessionTerms.named(partition, sessionName));
  }

  private SessionTerms terms(Session caller, AssumeRole request, Role role) {
    var tags = new TreeMap<>(caller.tags());
    tags.keySet().retainAll(caller.transitiveTags());
    tags.putAll(request.tags());
    var transitive = new TreeSet<>(caller.transitiveTags());
    transitive.addAll(request.transitiveTags());
    var policies = new ArrayList<PolicyDocument>();
    request.policy().map(PolicyDocument::parse).ifPresent(policies::add);
    var known = iam.account(role.account()).policies();
    request.policyArns().forEach(arn -> policies.add(known.policy(arn).document()));
    return new SessionTerms(
        partition,
        request.sessionName(),
        policies,
        tags,
        transitive,
        request.sourceIdentity().or(caller::sourceIdentity));
  }

  private RequestContext context(Session caller, AssumeRole request, RequestContext environment) {
    var context =
        environment
            .withRequestTags(request.tags())
            .with("sts:RoleSessionName", request.sessionName());
    if (!request.transitiveTags().isEmpty()) {
      context = context.with("sts:TransitiveTagKeys", List.copyOf(request.transitiveTags()));
    }
    var identity = request.sourceIdentity().or(caller::sourceIdentity);
    if (identity.isPresent()) {
      context = context.with("sts:SourceIdentity", identity.get());
    }
    return request.externalId().isPresent()
        ? context.with("sts:ExternalId", request.externalId().get())
        : context;
  }

  private Role usable(String roleArn, Session caller) {
    if (Arn.parse(roleArn).filter(arn -> arn.resource().startsWith("role/")).isEmpty()) {
      throw AwsError.validation(roleArn + " is invalid");
    }
    return iam.byArn(roleArn)
        .filter(this::works)
        .orElseThrow(() -> refused(caller, "sts:AssumeRole", roleArn));
  }

  private boolean works(Role role) {
    return !role.usableFrom().isAfter(agenda.time())
        && organization.find(role.account()).map(each -> each.state().works()).orElse(true);
  }

  private void require(Session caller, String action, Role role, RequestContext context) {
    var decision = authorizer.decide(caller, action, role, context);
    if (!decision.allowed()) {
      var message = Authorizer.notAuthorized(caller, action, role.arn());
      // Of the other account's policies STS says nothing; an organization's denial it does name.
      throw AwsError.accessDenied(
          decision.reason().endsWith("service control policy")
              ? message + " " + decision.reason()
              : message);
    }
  }

  private static AwsError refused(Session caller, String action, String roleArn) {
    return AwsError.accessDenied(Authorizer.notAuthorized(caller, action, roleArn));
  }

  private static AwsError refusedTo(String service, String roleArn) {
    return AwsError.accessDenied("The role " + roleArn + " cannot be assumed by " + service + ".");
  }
}
