package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.fleet.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountNotFoundException;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.organizations.model.ChildNotFoundException;
import software.amazon.awssdk.services.organizations.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.organizations.model.OrganizationalUnit;
import software.amazon.awssdk.services.organizations.model.Parent;
import software.amazon.awssdk.services.organizations.model.ParentNotFoundException;
import software.amazon.awssdk.services.organizations.model.TargetNotFoundException;

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

  @Override
  public String root() {
    // An organization has exactly one; the list is the service's form.
    return call(organizations::listRoots).roots().getFirst().id();
  }

  @Override
  public Page<String> units(String parent, Optional<Cursor> from) {
    return below(
        () -> {
          var page =
              organizations.listOrganizationalUnitsForParent(
                  request -> request.parentId(parent).maxResults(PAGE).nextToken(token(from)));
          return new Page<>(
              page.organizationalUnits().stream().map(OrganizationalUnit::id).toList(),
              Optional.ofNullable(page.nextToken()).map(Cursor::new));
        });
  }

  @Override
  public Page<dev.fleetaccess.fleet.Account> accounts(String parent, Optional<Cursor> from) {
    return below(
        () -> {
          var page =
              organizations.listAccountsForParent(
                  request -> request.parentId(parent).maxResults(PAGE).nextToken(token(from)));
          return new Page<>(
              page.accounts().stream().map(AwsOrganization::account).toList(),
              Optional.ofNullable(page.nextToken()).map(Cursor::new));
        });
  }

  @Override
  public Optional<String> parent(String child) {
    return call(
        () -> {
          try {
            return organizations.listParents(request -> request.childId(child)).parents().stream()
                .map(Parent::id)
                .findFirst();
          } catch (ChildNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Map<String, String> tags(AccountId account) {
    var tags = new TreeMap<String, String>();
    Optional<String> next = Optional.empty();
    do {
      Optional<String> from = next;
      var page = call(() -> tags(account, from));
      page.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
      next = Optional.ofNullable(page.nextToken());
    } while (next.isPresent());
    return tags;
  }

  private ListTagsForResourceResponse tags(AccountId account, Optional<String> from) {
    try {
      return organizations.listTagsForResource(
          request -> request.resourceId(account.value()).nextToken(from.orElse(null)));
    } catch (TargetNotFoundException e) {
      return ListTagsForResourceResponse.builder().build();
    }
  }

  /** A unit that was removed while the units are walked through has nobody. */
  private static <T> Page<T> below(Supplier<Page<T>> listing) {
    return call(
        () -> {
          try {
            return listing.get();
          } catch (ParentNotFoundException e) {
            return new Page<>(List.of(), Optional.empty());
          }
        });
  }

  private static String token(Optional<Cursor> from) {
    return from.map(Cursor::token).orElse(null);
  }

  private static <T> T call(Supplier<T> call) {
    return AwsFailures.call(AwsService.ORGANIZATIONS, call);
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
