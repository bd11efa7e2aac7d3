package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Examines the statements of one role's trust policy. */
final class TrustStatement {
  private static final Set<String> ACTIONS =
      Set.of("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity");

  private static final Set<String> EXACTLY = Set.of("arnequals", "arnlike", "stringequals");

  /** An ARN without wildcards and without policy variables. */
  private static final Pattern EXACT = Pattern.compile("[\\w+=,.@:/-]+");

  private final PlacedRole role;
  private final AccountId hub;
  private final OrganizationFacts facts;
  private final Set<String> hubRoles;
  private final List<Finding> findings;

  TrustStatement(
      PlacedRole role,
      AccountId hub,
      OrganizationFacts facts,
      Set<String> hubRoles,
      List<Finding> findings) {
    this.role = role;
    this.hub = hub;
    this.facts = facts;
    this.hubRoles = hubRoles;
    this.findings = findings;
  }

  void unread(int line, String what) {
    error(
        "trust-unread",
        line,
        "Whom "
            + what
            + " of the role '"
            + role.id()
            + "' lets in could not be read: write it with plain values, parameters or !Sub.");
  }

  void examine(YamlValue.Mapping statement) {
    var effect = statement.value("Effect").flatMap(Values::text);
    if (effect.filter("Deny"::equals).isPresent()) {
      return;
    }
    if (effect.filter("Allow"::equals).isEmpty()) {
      unread(line(statement, "Effect"), "this statement");
      return;
    }
    actions(statement);
    principals(statement);
    conditions(statement);
  }

  private void actions(YamlValue.Mapping statement) {
    var action = statement.entry("Action");
    boolean plain =
        action
            .flatMap(entry -> Values.texts(entry.value()))
            .filter(ACTIONS::containsAll)
            .isPresent();
    if (!plain) {
      error(
          "trust-action",
          action.map(YamlValue.Entry::line).orElse(line(statement, "NotAction")),
          "The hub enters by sts:AssumeRole: write 'Action: sts:AssumeRole'.");
    }
  }

  private void principals(YamlValue.Mapping statement) {
    var principal = statement.entry("Principal");
    if (principal.isEmpty()) {
      error(
          "trust-wildcard",
          line(statement, "NotPrincipal"),
          "Everybody who is not named is let in here: " + advice());
      return;
    }
    YamlValue value = principal.get().value();
    if (Values.text(value).isPresent()) {
      principal(principal.get().line(), Values.text(value).get());
      return;
    }
    if (!(value instanceof YamlValue.Mapping kinds) || Values.function(value).isPresent()) {
      unread(principal.get().line(), "this principal");
      return;
    }
    for (YamlValue.Entry kind : kinds.entries()) {
      var names = Values.texts(kind.value());
      if (names.isEmpty()) {
        unread(kind.line(), "this principal");
      } else if (kind.key().equals("AWS")) {
        names.get().forEach(name -> principal(kind.line(), name));
      } else if (kind.key().equals("Service")) {
        error(
            "trust-service-principal",
            kind.line(),
            "Whoever may pass the role '"
                + role.id()
                + "' to "
                + String.join(", ", names.get())
                + " in its account becomes it, past the hub: "
                + advice());
      } else {
        error(
            "trust-principal",
            kind.line(),
            "A principal of the kind '" + kind.key() + "' is let in: " + advice());
      }
    }
  }

  private void principal(int line, String name) {
    if (name.equals(root()) || name.equals(hub.value())) {
      return;
    }
    if (name.contains("*")) {
      error("trust-wildcard", line, "Everybody is let in by '" + name + "': " + advice());
    } else if (name.startsWith("arn:" + facts.partition() + ":iam::" + hub + ":")) {
      error(
          "trust-principal",
          line,
          "IAM keeps '"
              + name
              + "' as the role's unique id, which breaks without a word when the role is made"
              + " anew: "
              + advice());
    } else {
      error("trust-principal", line, "'" + name + "' is not the hub: " + advice());
    }
  }

  private void conditions(YamlValue.Mapping statement) {
    Optional<YamlValue> operators = statement.value("Condition");
    int line = line(statement, "Condition");
    if (operators.filter(value -> Values.function(value).isPresent()).isPresent()) {
      unread(line, "the condition");
      return;
    }
    var hubRole = new Demand(operators, "aws:PrincipalArn");
    if (!hubRole.isMet(EXACTLY, this::isHub)) {
      error(
          "trust-hub-condition",
          hubRole.line().orElse(line),
          (hubRole.isMet(EXACTLY, this::isHubByName)
                  ? "No role of the hub is let in, because a role's path belongs to its ARN"
                  : "Every role of the hub account is let in, not the hub role alone")
              + ": add 'ArnEquals: {aws:PrincipalArn: "
              + hubRoles.stream().sorted().findFirst().orElse("the hub role's ARN, with its path")
              + "}'.");
    }
    var organization = new Demand(operators, "aws:PrincipalOrgID");
    if (!organization.isMet(Set.of("stringequals"), facts.organizationId()::equals)) {
      error(
          "trust-organization-condition",
          organization.line().orElse(line),
          "The role would let the hub in from outside the organization too: add 'StringEquals:"
              + " {aws:PrincipalOrgID: !Ref OrganizationId}'.");
    }
  }

  private boolean isHub(String arn) {
    return hubRoles.isEmpty()
        ? arn.startsWith("arn:" + facts.partition() + ":iam::" + hub + ":role/")
            && EXACT.matcher(arn).matches()
        : hubRoles.contains(arn);
  }

  /** Whether a role has the hub role's name, under another path. */
  private boolean isHubByName(String arn) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return hubRoles.stream().anyMatch(hub -> hub.endsWith("/" + name));
  }

  /** The line of a key; the statement's own where the key is missing. */
  private static int line(YamlValue.Mapping statement, String key) {
    return statement.entry(key).map(YamlValue.Entry::line).orElse(statement.line());
  }

  private String root() {
    return "arn:" + facts.partition() + ":iam::" + hub + ":root";
  }

  private String advice() {
    return "trust the account root of the hub, narrowed by aws:PrincipalArn and"
        + " aws:PrincipalOrgID, as templates/spoke-role.yaml does.";
  }

  private void error(String id, int line, String message) {
    findings.add(role.error(id, line, message));
  }
}
