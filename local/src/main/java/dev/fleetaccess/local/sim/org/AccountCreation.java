package dev.fleetaccess.local.sim.org;

import dev.fleetaccess.local.sim.base.Agenda;
import dev.fleetaccess.local.sim.base.Identifiers;
import dev.fleetaccess.local.sim.iam.IamDirectory;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CreateAccount: the result comes after a while, and the new account can be entered only a while
 * after that.
 */
public final class AccountCreation {
  /** The access role of an account for which no other name was asked for. */
  public static final String DEFAULT_ACCESS_ROLE = "OrganizationAccountAccessRole";

  private final Organization organization;
  private final IamDirectory iam;
  private final Agenda agenda;
  private final Identifiers identifiers;
  private final PolicyDocument accessTrust;
  private final Map<String, CreateAccountStatus> requests = new LinkedHashMap<>();

  /** Creates accounts in that organization. */
  public AccountCreation(
      Organization organization, IamDirectory iam, Agenda agenda, Identifiers identifiers) {
    this.organization = organization;
    this.iam = iam;
    this.agenda = agenda;
    this.identifiers = identifiers;
    var settings = organization.settings();
    this.accessTrust =
        PolicyDocument.parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"AWS\":\""
                + settings.partition().arn("iam", "", settings.management(), "root")
                + "\"},\"Action\":\"sts:AssumeRole\"}]}");
  }

  /** Asks for a new account. */
  public CreateAccountStatus request(
      String name, String email, Optional<String> accessRole, Map<String, String> tags) {
    if (!email.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@]+") || email.length() > 64) {
      throw OrganizationErrors.invalidInput("INVALID_EMAIL", "The email address is not valid.");
    }
    var status =
        new CreateAccountStatus(
            "car-" + identifiers.lower(32),
            name,
            agenda.time(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    requests.put(status.id(), status);
    agenda.after(
        organization.settings().creation(),
        () -> finish(status, email, accessRole.orElse(DEFAULT_ACCESS_ROLE), tags));
    return status;
  }

  /** How far a request has come. */
  public CreateAccountStatus status(String id) {
    return Optional.ofNullable(requests.get(id))
        .orElseThrow(
            () ->
                OrganizationErrors.of(
                    "CreateAccountStatusNotFoundException",
                    "We can't find a create account request with the"
                        + " CreateAccountRequestId that you specified."));
  }

  /** Every request so far. */
  public List<CreateAccountStatus> all() {
    return List.copyOf(requests.values());
  }

  /** Creates the role by which the management account enters; usable after that delay. */
  public void addAccessRole(String account, String name, java.time.Duration untilUsable) {
    var partition = organization.settings().partition();
    var administrator = partition.arn("iam", "", "aws", "policy/AdministratorAccess");
    iam.account(account)
        .create(RoleSpec.of(name, accessTrust).attaching(List.of(administrator)), untilUsable);
  }

  private void finish(
      CreateAccountStatus status, String email, String accessRole, Map<String, String> tags) {
    var now = agenda.time();
    if (organization.hasEmail(email)) {
      end(status.failed(now, "EMAIL_ALREADY_EXISTS"));
      return;
    }
    var settings = organization.settings();
    var account =
        new Account(
            identifiers.accountId(),
            status.accountName(),
            email,
            AccountState.ACTIVE,
            Account.JoinedMethod.CREATED,
            now,
            settings.rootId(),
            tags);
    addAccessRole(account.id(), accessRole, settings.readiness());
    organization.join(account);
    end(status.succeeded(now, account.id()));
  }

  private void end(CreateAccountStatus status) {
    requests.put(status.id(), status);
    organization.announce(status);
  }
}
