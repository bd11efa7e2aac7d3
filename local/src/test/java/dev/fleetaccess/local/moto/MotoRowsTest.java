package dev.fleetaccess.local.moto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccessContract;
import dev.fleetaccess.fleet.OrganizationContract;
import dev.fleetaccess.ledger.InventoryContract;
import dev.fleetaccess.ledger.ItemsContract;
import dev.fleetaccess.ledger.RolloutsContract;
import dev.fleetaccess.plan.TickQueueContract;
import dev.fleetaccess.plan.WorkQueueContract;
import dev.fleetaccess.reconcile.ChangeSetsContract;
import dev.fleetaccess.reconcile.RolesContract;
import dev.fleetaccess.reconcile.StacksContract;
import dev.fleetaccess.release.ReleasesContract;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MotoRowsTest {
  private static final List<Class<?>> CONTRACTS =
      List.of(
          AccessContract.class,
          ChangeSetsContract.class,
          InventoryContract.class,
          ItemsContract.class,
          OrganizationContract.class,
          ReleasesContract.class,
          RolesContract.class,
          RolloutsContract.class,
          StacksContract.class,
          TickQueueContract.class,
          WorkQueueContract.class);

  @Test
  void everyRowOfTheContractsIsDeclaredAndNoOther() {
    assertThat(MotoRows.all().keySet()).containsExactlyInAnyOrderElementsOf(rows().toList());
  }

  @Test
  void whatIsNotRunSaysWhy() {
    assertThat(MotoRows.all().values())
        .filteredOn(Optional::isPresent)
        .allSatisfy(reason -> assertThat(reason.orElseThrow()).isNotBlank());
  }

  private static Stream<String> rows() {
    return CONTRACTS.stream()
        .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
        .filter(MotoRowsTest::isTest)
        .map(MotoExtension::row);
  }

  private static boolean isTest(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().endsWith("Test"));
  }
}
