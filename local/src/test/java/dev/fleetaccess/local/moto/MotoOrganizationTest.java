package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.AwsOrganization;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.OrganizationContract;
import dev.fleetaccess.local.Clients;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Tag;

/** Organizations, moto's. */
@ExtendWith(MotoExtension.class)
class MotoOrganizationTest extends OrganizationContract {
  private final Organization port;
  private final Set<AccountId> ids;
  private final AccountId tagged;

  MotoOrganizationTest(Moto moto) {
    port = new AwsOrganization(moto.clients());
    try (var client = Clients.client(OrganizationsClient.builder(), moto.endpoint(), "AKIAMOTO")) {
      client.createOrganization(request -> {});
      for (int number = 1; number < ACCOUNTS; number++) {
        String name = "account-" + number;
        client.createAccount(request -> request.accountName(name).email(name + "@example.com"));
      }
      ids =
          client.listAccountsPaginator().stream()
              .flatMap(page -> page.accounts().stream())
              .map(account -> new AccountId(account.id()))
              .collect(Collectors.toSet());
      String root = client.listRoots(request -> {}).roots().getFirst().id();
      String unit =
          client
              .createOrganizationalUnit(request -> request.parentId(root).name("workloads"))
              .organizationalUnit()
              .id();
      AccountId management = port.describe().management();
      tagged = ids.stream().filter(id -> !id.equals(management)).sorted().findFirst().orElseThrow();
      client.moveAccount(
          request ->
              request.accountId(tagged.value()).sourceParentId(root).destinationParentId(unit));
      client.tagResource(
          request ->
              request
                  .resourceId(tagged.value())
                  .tags(Tag.builder().key("env").value("prod").build()));
    }
  }

  @Override
  protected AccountId tagged() {
    return tagged;
  }

  @Override
  protected Organization port() {
    return port;
  }

  @Override
  protected Set<AccountId> ids() {
    return ids;
  }
}
