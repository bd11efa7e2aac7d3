package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.fleet.Page;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountNotFoundException;
import software.amazon.awssdk.services.organizations.model.AccountStatus;

/** The organization as AWS Organizations tells it. */
public final class AwsOrganization implements Organization {
  private static final int PAGE = 20;

  private final OrganizationsClient organizations;

  public AwsOrganization(AwsClients clients) {
    this(clients.organizations());
  }

  AwsOrganization(OrganizationsClient organizations) {
    this.organizations = organizations;
  }

  @Override
  public OrganizationFacts describe() {
    var organization =
        AwsFailures.call(AwsService.ORGANIZATIONS, organizations::describeOrganization)
            .organization();
    return new OrganizationFacts(
        organization.id(),
        new AccountId(organization.masterAccountId()),
        partition(organization.arn()));
  }

  @Override
  public Page<dev.fleetaccess.fleet.Account> accounts(Optional<Cursor> from) {
    var page =
        AwsFailures.call(
            AwsService.ORGANIZATIONS,
            () ->
                organizations.listAccounts(
                    request ->
                        request.maxResults(PAGE).nextToken(from.map(Cursor::token).orElse(null))));
    List<dev.fleetaccess.fleet.Account> accounts =
        page.accounts().stream().map(AwsOrganization::account).toList();
    return new Page<>(accounts, Optional.ofNullable(page.nextToken()).map(Cursor::new));
  }

  @Override
  public Optional<dev.fleetaccess.fleet.Account> account(AccountId id) {
    return AwsFailures.call(
        AwsService.ORGANIZATIONS,
        () -> {
          try {
            var answer = organizations.describeAccount(request -> request.accountId(id.value()));
            return Optional.of(account(answer.account()));
          } catch (AccountNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** The second part of an ARN: {@code arn:PARTITION:organizations::…}. */
  private static String partition(String arn) {
    return arn.split(":", 3)[1];
  }

  private static dev.fleetaccess.fleet.Account account(Account account) {
    return new dev.fleetaccess.fleet.Account(
        new AccountId(account.id()),
        Optional.ofNullable(account.name()).orElse(""),
        state(account),
        Optional.ofNullable(account.joinedTimestamp()));
  }

  /** {@code State}; its forerunner {@code Status} where a service does not tell it yet. */
  private static AccountState state(Account account) {
    if (account.state() == null) {
      return account.status() == null ? AccountState.UNKNOWN : ofStatus(account.status());
    }
    return switch (account.state()) {
      case ACTIVE -> AccountState.ACTIVE;
      case PENDING_ACTIVATION -> AccountState.PENDING_ACTIVATION;
      case PENDING_CLOSURE -> AccountState.PENDING_CLOSURE;
      case SUSPENDED -> AccountState.SUSPENDED;
      case CLOSED -> AccountState.CLOSED;
      case UNKNOWN_TO_SDK_VERSION -> AccountState.UNKNOWN;
    };
  }

  private static AccountState ofStatus(AccountStatus status) {
    return switch (status) {
      case ACTIVE -> AccountState.ACTIVE;
      case PENDING_CLOSURE -> AccountState.PENDING_CLOSURE;
      case SUSPENDED -> AccountState.SUSPENDED;
      case UNKNOWN_TO_SDK_VERSION -> AccountState.UNKNOWN;
    };
  }
}
