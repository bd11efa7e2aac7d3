package dev.fleetaccess.cli;

import dev.fleetaccess.plan.Rates;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The names of units as AWS Organizations tells them, asked for slowly. */
final class AwsUnitNames implements UnitNames {
  /** As much as the functions leave to others. */
  private static final Duration REST =
      Duration.ofMillis(Math.round(1_000 / new Rates(25).stepsASecond()));

  /** So many may come at once. */
  private static final int AT_ONCE = 5;

  private final Supplier<OrganizationsClient> clients;
  private final Books.Pause pause;

  AwsUnitNames(Supplier<OrganizationsClient> clients, Books.Pause pause) {
    this.clients = Objects.requireNonNull(clients);
    this.pause = Objects.requireNonNull(pause);
  }

  @Override
  public Map<String, String> below(List<String> parents) {
    var names = new HashMap<String, String>();
    try (OrganizationsClient organizations = clients.get()) {
      for (int asked = 0; asked < parents.size(); asked++) {
        if (asked >= AT_ONCE) {
          pause.of(REST);
        }
        String parent = parents.get(asked);
        organizations
            .listOrganizationalUnitsForParentPaginator(request -> request.parentId(parent))
            .stream()
            .flatMap(page -> page.organizationalUnits().stream())
            .forEach(unit -> names.put(unit.id(), unit.name()));
      }
    } catch (SdkException e) {
      // Ids will do for those that are left.
      return names;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return names;
  }
}
