package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.lambda.Session;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The hub enters what it should, and nobody else does. */
final class Walk {
  private static final String STRANGER = "999999999999";

  private final LocalOrganization organization;
  private final Entering entering;

  Walk(LocalOrganization organization) {
    this.organization = Objects.requireNonNull(organization);
    this.entering = new Entering(organization);
  }

  /** The ARN of an account's spoke role. */
  String spoke(String account) {
    return role(account, "spoke-001");
  }

  /**
   * Every check.
   *
   * @param joined the account that joined last
   */
  List<Check> checks(String joined) {
    List<Check> checks = new ArrayList<>();
    Session hub = organization.hubSession();
    Session reader = entering.become(hub, role(management(), "org-read-only-001"));
    List<String> accounts =
        entering.accounts(reader).stream().filter(id -> !id.equals(management())).toList();
    checks.add(
        new Check(
            accounts.contains(joined),
            "the hub enters org-read-only and lists %d member accounts, the newcomer among them"
                .formatted(accounts.size())));
    long entered = accounts.stream().filter(id -> entering.enters(hub, spoke(id))).count();
    checks.add(
        new Check(
            entered == accounts.size(),
            "the hub enters %d of %d spokes".formatted(entered, accounts.size())));
    checks.add(refused("org-read-only", reader, accounts));
    checks.add(refused("another role of the hub account", anotherRole(hubAccount()), accounts));
    checks.add(refused("a spoke", entering.become(hub, spoke(joined)), accounts));
    checks.add(
        refused(
            "the hub's role name in an account outside the organization",
            sameName(STRANGER),
            accounts));
    return checks;
  }

  private Check refused(String who, Session session, List<String> accounts) {
    long entered = accounts.stream().filter(id -> entering.enters(session, spoke(id))).count();
    return new Check(
        entered == 0, "%s enters %d of %d spokes".formatted(who, entered, accounts.size()));
  }

  /** As powerful as can be, and yet not the hub role. */
  private Session anotherRole(String account) {
    return powerful(account, "other-001");
  }

  private Session sameName(String account) {
    return powerful(account, "hub-001");
  }

  private Session powerful(String account, String name) {
    PolicyDocument trust =
        PolicyDocument.parse(
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "lambda.amazonaws.com"}}]}
            """);
    PolicyDocument everything =
        PolicyDocument.parse(
            """
            {"Version": "2012-10-17",
             "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
            """);
    var spec = RoleSpec.of(name, trust).at("/security/").allowing("everything", everything);
    organization.world().createRole(account, spec);
    return organization.openAsLambda(role(account, name));
  }

  private String management() {
    return organization.world().settings().organization().management();
  }

  private String hubAccount() {
    return organization.world().settings().hub();
  }

  private String role(String account, String name) {
    return organization
        .world()
        .settings()
        .organization()
        .partition()
        .roleArn(account, "/security/", name);
  }
}
