package dev.fleetaccess.local.sim.org;

import static dev.fleetaccess.local.sim.Worlds.MANAGEMENT;
import static dev.fleetaccess.local.sim.Worlds.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.Rates;
import dev.fleetaccess.local.sim.SettableClock;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.WorldSettings;
import dev.fleetaccess.local.sim.Worlds;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrganizationTest {
  private final SettableClock clock = new SettableClock();
  private final SimulatedOrganization world = Worlds.of(clock);
  private final List<JsonNode> events = new ArrayList<>();

  @BeforeEach
  void listen() {
    world.onEvent(
        event -> {
          try {
            events.add(Json.read(event));
          } catch (JsonProcessingException e) {
            throw new AssertionError(event, e);
          }
        });
  }

  private void act(Consumer<Organization> action) {
    world.locked(
        () -> {
          action.accept(world.organization());
          return true;
        });
  }

  private void pass(Duration duration) {
    clock.pass(duration);
    world.settle();
  }

  private List<String> names() {
    return events.stream().map(event -> event.at("/detail/eventName").asText()).toList();
  }

  @Test
  void anAccountThatIsMovedStandsElsewhereAndTheEventSaysFromWhereToWhere() {
    act(organization -> organization.move(MEMBER, "ou-flt1-workloads", "ou-flt1-sandboxes"));

    assertThat(world.organization().parentOf(MEMBER)).isEqualTo("ou-flt1-sandboxes");
    var event = events.getFirst();
    assertThat(event.path("detail-type").asText()).isEqualTo("AWS API Call via CloudTrail");
    assertThat(event.path("source").asText()).isEqualTo("aws.organizations");
    assertThat(event.path("account").asText()).isEqualTo(MANAGEMENT);
    assertThat(event.at("/detail/eventSource").asText()).isEqualTo("organizations.amazonaws.com");
    assertThat(event.at("/detail/requestParameters").toString())
        .isEqualTo(
            "{\"accountId\":\"300000000001\",\"destinationParentId\":\"ou-flt1-sandboxes\","
                + "\"sourceParentId\":\"ou-flt1-workloads\"}");
    assertThatThrownBy(
            () -> act(organization -> organization.move(MEMBER, "r-flt1", "ou-flt1-workloads")))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> assertThat(error.code()).isEqualTo("SourceParentNotFoundException"));
  }

  @Test
  void anAccountThatIsClosedWorksUntilItIsClosedAndStaysListed() {
    act(organization -> organization.close(MEMBER));
    assertThat(world.organization().account(MEMBER).state())
        .isEqualTo(AccountState.PENDING_CLOSURE);

    pass(Duration.ofSeconds(1));

    assertThat(world.organization().account(MEMBER).state()).isEqualTo(AccountState.CLOSED);
    assertThat(names()).containsExactly("CloseAccount", "CloseAccountResult");
    var details = events.getLast().at("/detail/serviceEventDetails/closeAccountStatus");
    assertThat(details.path("accountId").asText()).isEqualTo(MEMBER);
    assertThat(details.path("state").asText()).isEqualTo("SUCCEEDED");
  }

  @Test
  void anAccountThatIsRemovedIsGoneAndItsRolesStay() {
    act(organization -> organization.depart(MEMBER, true));

    assertThat(world.organization().find(MEMBER)).isEmpty();
    assertThat(world.iam().account(MEMBER).roles()).isNotEmpty();
    assertThat(names())
        .containsExactly("RemoveAccountFromOrganization", "AccountDepartedOrganization");
    assertThat(events.getLast().at("/detail/serviceEventDetails/departureMethod").asText())
        .isEqualTo("Removed");
  }

  @Test
  void theManagementAccountCanNeitherLeaveNorBeClosed() {
    assertThatThrownBy(() -> act(organization -> organization.depart(MANAGEMENT, false)))
        .hasMessageContaining("management account");
    assertThatThrownBy(() -> act(organization -> organization.close(MANAGEMENT)))
        .hasMessageContaining("management account");
  }

  @Test
  void anAddressThatIsTakenFailsTheCreationAndTheEventHasNoAccount() {
    var status =
        world.locked(
            () ->
                world
                    .creation()
                    .request("twin", "security@accounts.example.com", Optional.empty(), Map.of()));

    pass(Duration.ofSeconds(1));

    assertThat(world.creation().status(status.id()).failureReason())
        .contains("EMAIL_ALREADY_EXISTS");
    var details = events.getFirst().at("/detail/serviceEventDetails/createAccountStatus");
    assertThat(details.path("state").asText()).isEqualTo("FAILED");
    assertThat(details.has("accountId")).isFalse();
    assertThat(details.path("requestedTimestamp").asText()).isEqualTo("Nov 20, 2026 8:00:00 AM");
    assertThat(names()).containsExactly("CreateAccountResult");
  }

  @Test
  void aNewAccountHasTheAccessRoleThatWasAskedFor() {
    var status =
        world.locked(
            () ->
                world
                    .creation()
                    .request(
                        "new",
                        "new@example.com",
                        Optional.of("AWSControlTowerExecution"),
                        Map.of()));

    pass(Duration.ofSeconds(1));

    var account = world.creation().status(status.id()).accountId().orElseThrow();
    assertThat(world.iam().account(account).roles())
        .extracting(role -> role.name())
        .containsExactly("AWSControlTowerExecution");
    assertThat(world.organization().account(account).parent()).isEqualTo("r-flt1");
  }

  @Test
  void pagesStayRightWhileAccountsComeAndGo() {
    var settings = WorldSettings.local(45).with(Rates.unlimited());
    var large =
        new SimulatedOrganization(settings.with(settings.organization().beginningEmpty()), clock);
    var organization = large.organization();
    var first = organization.accounts(Optional.empty(), 20);
    assertThat(first.items()).isEmpty();
    var second = organization.accounts(first.next(), 20);
    large.locked(
        () -> {
          organization.depart(second.items().get(5).id(), true);
          return true;
        });

    var rest = new ArrayList<Account>();
    for (var token = second.next(); token.isPresent(); ) {
      var page = organization.accounts(token, 20);
      rest.addAll(page.items());
      token = page.next();
    }

    assertThat(second.items()).hasSize(20);
    assertThat(rest).hasSize(26).doesNotContainAnyElementsOf(second.items());
    assertThatThrownBy(() -> organization.accounts(Optional.of("invented"), 20))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
