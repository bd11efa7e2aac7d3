package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.fleet.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountNotFoundException;
import software.amazon.awssdk.services.organizations.model.DescribeAccountRequest;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentRequest;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.organizations.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.organizations.model.OrganizationalUnit;
import software.amazon.awssdk.services.organizations.model.ParentNotFoundException;
import software.amazon.awssdk.services.organizations.model.Tag;
import software.amazon.awssdk.services.organizations.model.TargetNotFoundException;

class AwsOrganizationTest {
  private static final AccountId ID = new AccountId("111122223333");

  private final OrganizationsClient client = mock(OrganizationsClient.class);
  private final AwsOrganization organization = new AwsOrganization(client);

  @Test
  void thePartitionIsReadFromTheOrganizationsArn() {
    when(client.describeOrganization())
        .thenReturn(
            DescribeOrganizationResponse.builder()
                .organization(
                    found ->
                        found
                            .id("o-a1b2c3d4e5")
                            .masterAccountId("111111111111")
                            .arn("arn:aws-us-gov:organizations::111111111111:organization/o-a1"))
                .build());

    assertThat(organization.describe())
        .isEqualTo(
            new OrganizationFacts("o-a1b2c3d4e5", new AccountId("111111111111"), "aws-us-gov"));
  }

  @ParameterizedTest(name = "state {0}, status {1} is {2}: {3}")
  @CsvSource({
    "ACTIVE,, ACTIVE, the state alone",
    "ACTIVE, SUSPENDED, ACTIVE, the state counts before the status",
    "PENDING_ACTIVATION, ACTIVE, PENDING_ACTIVATION, an old status says active too early",
    "PENDING_CLOSURE,, PENDING_CLOSURE, it still works",
    "SUSPENDED,, SUSPENDED, by AWS",
    "CLOSED, SUSPENDED, CLOSED, what was once called suspended",
    ", ACTIVE, ACTIVE, a service that tells no state yet",
    ", PENDING_CLOSURE, PENDING_CLOSURE, the same",
    ", SUSPENDED, SUSPENDED, the same",
    ",, UNKNOWN, nothing is told",
    "FROZEN, ACTIVE, UNKNOWN, a state of the future",
    ", FROZEN, UNKNOWN, a status of the future"
  })
  void theStateOfAnAccount(String state, String status, AccountState expected, String reason) {
    var account = Account.builder().id(ID.value()).name("x").state(state).status(status).build();
    when(client.describeAccount(anyDescription()))
        .thenReturn(
            software.amazon.awssdk.services.organizations.model.DescribeAccountResponse.builder()
                .account(account)
                .build());

    assertThat(organization.account(ID).orElseThrow().state()).as(reason).isEqualTo(expected);
  }

  @Test
  void anAccountOfNobodyIsNotThere() {
    when(client.describeAccount(anyDescription()))
        .thenThrow(AccountNotFoundException.builder().message("no").build());

    assertThat(organization.account(ID)).isEmpty();
  }

  @Test
  void aPageMayBeEmptyAndStillHaveANextOne() {
    when(client.listAccounts(anyListing()))
        .thenReturn(
            ListAccountsResponse.builder().accounts(java.util.List.of()).nextToken("2").build());

    var page = organization.accounts(Optional.empty());

    assertThat(page.items()).isEmpty();
    assertThat(page.next()).contains(new Cursor("2"));
  }

  @Test
  void aPageIsAskedForByItsCursorInTwenties() {
    var joined = Instant.parse("2026-11-20T03:00:00Z");
    when(client.listAccounts(anyListing()))
        .thenAnswer(
            call -> {
              Consumer<ListAccountsRequest.Builder> fill = call.getArgument(0);
              var request = ListAccountsRequest.builder().applyMutation(fill).build();
              assertThat(request.maxResults()).isEqualTo(20);
              assertThat(request.nextToken()).isEqualTo("2");
              return ListAccountsResponse.builder()
                  .accounts(
                      Account.builder()
                          .id(ID.value())
                          .state("ACTIVE")
                          .joinedTimestamp(joined)
                          .build())
                  .build();
            });

    var page = organization.accounts(Optional.of(new Cursor("2")));

    assertThat(page.next()).isEmpty();
    assertThat(page.items())
        .containsExactly(
            new dev.fleetaccess.fleet.Account(ID, "", AccountState.ACTIVE, Optional.of(joined)));
  }

  @Test
  void tagsAreReadPageByPage() {
    when(client.listTagsForResource(anyTags()))
        .thenAnswer(
            call -> {
              Consumer<ListTagsForResourceRequest.Builder> fill = call.getArgument(0);
              var request = ListTagsForResourceRequest.builder().applyMutation(fill).build();
              assertThat(request.resourceId()).isEqualTo(ID.value());
              return request.nextToken() == null
                  ? tagged("env", "prod").nextToken("2").build()
                  : tagged("team", "red").build();
            });

    assertThat(organization.tags(ID)).isEqualTo(Map.of("env", "prod", "team", "red"));
  }

  @Test
  void anAccountThatLeftWhileItWasListedHasNoTags() {
    when(client.listTagsForResource(anyTags()))
        .thenThrow(TargetNotFoundException.builder().message("no").build());

    assertThat(organization.tags(ID)).isEmpty();
  }

  @Test
  void unitsAndTheirAccountsAreAskedForInTwenties() {
    when(client.listOrganizationalUnitsForParent(anyUnits()))
        .thenAnswer(
            call -> {
              Consumer<ListOrganizationalUnitsForParentRequest.Builder> fill = call.getArgument(0);
              var request =
                  ListOrganizationalUnitsForParentRequest.builder().applyMutation(fill).build();
              assertThat(request.maxResults()).isEqualTo(20);
              assertThat(request.parentId()).isEqualTo("r-abcd");
              return ListOrganizationalUnitsForParentResponse.builder()
                  .organizationalUnits(OrganizationalUnit.builder().id("ou-abcd-12345678").build())
                  .nextToken("2")
                  .build();
            });
    when(client.listAccountsForParent(anyAccounts()))
        .thenThrow(ParentNotFoundException.builder().message("no").build());

    assertThat(organization.units("r-abcd", Optional.empty()))
        .isEqualTo(new Page<>(List.of("ou-abcd-12345678"), Optional.of(new Cursor("2"))));
    assertThat(organization.accounts("ou-abcd-12345678", Optional.empty()))
        .as("a unit that was removed meanwhile")
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  private static ListTagsForResourceResponse.Builder tagged(String key, String value) {
    return ListTagsForResourceResponse.builder().tags(Tag.builder().key(key).value(value).build());
  }

  private static Consumer<ListTagsForResourceRequest.Builder> anyTags() {
    return any();
  }

  private static Consumer<ListOrganizationalUnitsForParentRequest.Builder> anyUnits() {
    return any();
  }

  private static Consumer<ListAccountsForParentRequest.Builder> anyAccounts() {
    return any();
  }

  private static Consumer<DescribeAccountRequest.Builder> anyDescription() {
    return any();
  }

  private static Consumer<ListAccountsRequest.Builder> anyListing() {
    return any();
  }
}
