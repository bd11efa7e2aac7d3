package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The hub role lets in its own account's principals by name, FleetAccess for its proof, and nobody
 * else; services only under warning. Whoever is the hub role reads every account.
 */
final class HubIsEnteredByFew implements Rule {
  private static final List<String> EXACT = List.of("ArnEquals", "ArnLike", "StringEquals");
  private static final Pattern WITHOUT_WILDCARD = Pattern.compile("[^*?$]+");
  private static final String PROOF = "aws:RequestTag/fleetaccess:purpose";

  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    examined.policies(examined.hub()).stream()
        .filter(policy -> policy.sort() == PlacedPolicy.Sort.TRUST)
        .filter(policy -> policy.stack().in().contains(Placement.HUB))
        .forEach(
            policy ->
                policy.read().statements().stream()
                    .filter(PolicyStatement::allows)
                    .forEach(
                        statement -> new Entrance(examined, policy, findings).examine(statement)));
    return findings;
  }

  /** One statement of the hub's trust policy. */
  private record Entrance(Examined examined, PlacedPolicy policy, List<Finding> findings) {
    void examine(PolicyStatement statement) {
      if (statement.everybodyBut() || statement.principals().isEmpty()) {
        error(
            "hub-trust-wildcard",
            statement.line(),
            "Everybody who is not named may become the hub: name who may.",
            "NotPrincipal");
      }
      services(statement);
      for (PolicyStatement.Principal principal : statement.principals()) {
        int line = principal.name().line();
        String name = principal.name().text();
        switch (principal.kind()) {
          case "Service" -> {
            // They are told together.
          }
          case "AWS" -> account(statement, line, name);
          default ->
              error(
                  "hub-trust-principal",
                  line,
                  "'"
                      + name
                      + "' ("
                      + principal.kind()
                      + ") may become the hub: let it take a role of the hub account first, and"
                      + " name that.",
                  principal.kind() + " " + name);
        }
      }
    }

    /** The services are not named: a parameter holds them, and findings are logged. */
    private void services(PolicyStatement statement) {
      List<Term> names =
          statement.principals().stream()
              .filter(principal -> principal.kind().equals("Service"))
              .map(PolicyStatement.Principal::name)
              .toList();
      if (!names.isEmpty()) {
        findings.add(
            policy
                .warning(
                    "hub-compute-service",
                    names.getFirst().line(),
                    "Whoever may pass the role '"
                        + policy.label()
                        + "' to a service that it lets in owns the fleet: keep iam:PassRole on it"
                        + " to the few who deploy your tools, or let these run as a role of their"
                        + " own that enters this one.")
                .about(policy.label() + " " + names.stream().map(Term::text).sorted().toList()));
      }
    }

    private void account(PolicyStatement statement, int line, String name) {
      String partition = "arn:" + examined.release().facts().partition() + ":iam::";
      String hub = partition + examined.hub() + ":";
      String management = partition + examined.release().facts().management() + ":";
      if (name.contains("*")) {
        error(
            "hub-trust-wildcard",
            line,
            "Everybody may become the hub by '" + name + "': name who may.",
            name);
      } else if (name.equals(management + "root")
          || name.equals(examined.release().facts().management().value())) {
        proof(statement, line);
        organization(statement, line, name);
      } else if (name.equals(hub + "root") || name.equals(examined.hub().value())) {
        if (!named(statement, hub)) {
          error(
              "hub-trust-open",
              line,
              "Whoever may enter roles in the hub account may become the hub: add 'ArnEquals:"
                  + " {aws:PrincipalArn: …}' with the exact roles and users.",
              name);
        }
        organization(statement, line, name);
      } else if (name.startsWith(hub)) {
        findings.add(
            policy
                .warning(
                    "hub-trust-unique-id",
                    line,
                    "IAM keeps '"
                        + name
                        + "' as a unique id, which breaks without a word when it is made anew:"
                        + " trust the account root, narrowed by aws:PrincipalArn.")
                .about(name));
      } else {
        error(
            "hub-trust-principal",
            line,
            "'" + name + "' is not of the hub account and may become the hub: remove it.",
            name);
      }
    }

    /** FleetAccess's worker, in a session that it cannot use for anything but its proof. */
    private void proof(PolicyStatement statement, int line) {
      boolean worker =
          statement.tests().stream()
              .filter(test -> test.key().equalsIgnoreCase("aws:PrincipalArn"))
              .filter(test -> EXACT.stream().anyMatch(test.operator()::equalsIgnoreCase))
              .anyMatch(
                  test ->
                      test.values().equals(List.of(examined.release().source().workerRoleArn())));
      boolean proof =
          statement.tests().stream()
              .filter(test -> test.key().equalsIgnoreCase(PROOF))
              .filter(test -> test.operator().equalsIgnoreCase("StringEquals"))
              .anyMatch(test -> test.values().equals(List.of("proof")));
      if (!worker || !proof) {
        error(
            "hub-trust-management",
            line,
            "The management account may become the hub beyond FleetAccess's proof: demand"
                + " aws:PrincipalArn = !Ref WorkerRoleArn and "
                + PROOF
                + " = proof, as templates/hub-role.yaml does.",
            "");
      }
    }

    /** A warning: who is meant stands there by account and name already. */
    private void organization(PolicyStatement statement, int line, String name) {
      String id = examined.release().facts().organizationId();
      boolean demanded =
          statement.tests().stream()
              .filter(test -> test.key().equalsIgnoreCase("aws:PrincipalOrgID"))
              .filter(test -> test.operator().equalsIgnoreCase("StringEquals"))
              .anyMatch(test -> test.values().equals(List.of(id)));
      if (!demanded) {
        findings.add(
            policy
                .warning(
                    "hub-trust-organization",
                    line,
                    "'"
                        + policy.label()
                        + "' lets "
                        + name
                        + " in from outside the organization too: add 'StringEquals:"
                        + " {aws:PrincipalOrgID: !Ref OrganizationId}'.")
                .about(policy.label() + " " + name));
      }
    }

    private static boolean named(PolicyStatement statement, String hub) {
      return statement.tests().stream()
          .filter(test -> test.key().equalsIgnoreCase("aws:PrincipalArn"))
          .filter(test -> EXACT.stream().anyMatch(test.operator()::equalsIgnoreCase))
          .anyMatch(
              test ->
                  !test.values().isEmpty()
                      && test.values().stream()
                          .allMatch(
                              value ->
                                  value.startsWith(hub)
                                      && WITHOUT_WILDCARD.matcher(value).matches()));
    }

    private void error(String id, int line, String message, String content) {
      findings.add(policy.error(id, line, message).about(policy.label() + " " + content));
    }
  }
}
