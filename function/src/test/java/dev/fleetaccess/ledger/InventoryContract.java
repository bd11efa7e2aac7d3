package dev.fleetaccess.ledger;

import static dev.fleetaccess.ledger.LedgerSamples.NOW;
import static dev.fleetaccess.ledger.LedgerSamples.RELEASE;
import static dev.fleetaccess.ledger.LedgerSamples.account;
import static dev.fleetaccess.ledger.LedgerSamples.holding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Inventory} keeps to. */
public abstract class InventoryContract {
  private static final String HUB = "FleetAccess-Hub";
  private static final String SPOKE = "FleetAccess-Spoke";

  private Inventory inventory;

  /** An inventory that is empty. */
  protected abstract Inventory port();

  @BeforeEach
  void begin() {
    inventory = port();
  }

  @Test
  void atFirstThereIsNothing() {
    assertThat(inventory.find(account(1), SPOKE)).isEmpty();
    assertThat(inventory.all()).isEmpty();
  }

  @Test
  void everythingThatAnAccountHasComesBack() {
    var applied =
        new Applied(
            new Digest("ab".repeat(32)),
            "arn:aws:cloudformation:us-east-1:300000000001:stack/FleetAccess-Spoke/1",
            NOW.plusMillis(7));
    var full =
        Holding.of(account(1), SPOKE, NOW)
            .traits(new Traits(List.of("ou-abcd-12345678", "r-abcd"), Map.of("team", "red")))
            .release(Optional.of(RELEASE))
            .applied(Optional.of(applied))
            .role(Optional.of("OrganizationAccountAccessRole"))
            .failure(
                Optional.of(new Failure(Failure.Kind.THROTTLED, "Throttling", "Rate exceeded")))
            .proven(Optional.of(NOW.minusSeconds(5)))
            .broken(Optional.of("the hub role could not enter"))
            .entered(Optional.of(NOW.minusSeconds(4)))
            .compared(Optional.of(NOW.minusSeconds(60)))
            .joined(Optional.of(NOW.minusSeconds(900)))
            .provenAfter(Optional.of(Duration.ofSeconds(95)))
            .firstSeen(NOW.minusSeconds(800))
            .done();

    inventory.put(full);

    assertThat(inventory.find(account(1), SPOKE)).contains(full);
  }

  @Test
  void theLastWriterWins() {
    Holding before = holding(account(1), SPOKE);
    Holding after = before.but().release(Optional.of(RELEASE)).seen(NOW.plusSeconds(1)).done();
    inventory.put(after);
    inventory.put(before);

    assertThat(inventory.find(account(1), SPOKE)).contains(before);
  }

  @Test
  void everyAccountIsListed() {
    List<Holding> holdings =
        IntStream.range(0, 60).mapToObj(i -> holding(account(i), SPOKE)).toList();
    holdings.reversed().forEach(inventory::put);
    inventory.put(holding(account(0), HUB));

    assertThat(inventory.all()).hasSize(61).containsAll(holdings);
  }

  @Test
  void anAccountThatLeftIsForgottenAndNoOther() {
    inventory.put(holding(account(1), HUB));
    inventory.put(holding(account(1), SPOKE));
    inventory.put(holding(account(2), SPOKE));

    inventory.forget(account(1));
    inventory.forget(account(3));

    assertThat(inventory.all()).containsExactly(holding(account(2), SPOKE));
  }

  @Test
  void oneAccountIsReadAloneWithAllItHas() {
    inventory.put(holding(account(1), HUB));
    inventory.put(holding(account(1), SPOKE));
    inventory.put(holding(account(2), SPOKE));

    assertThat(inventory.of(account(1)))
        .containsExactlyInAnyOrder(holding(account(1), HUB), holding(account(1), SPOKE));
    assertThat(inventory.of(account(3))).isEmpty();
  }

  @Test
  void aStackThatWasRemovedIsForgottenAndNoOther() {
    inventory.put(holding(account(1), HUB));
    inventory.put(holding(account(1), SPOKE));
    inventory.put(holding(account(2), SPOKE));

    inventory.forget(account(1), SPOKE);
    inventory.forget(account(3), SPOKE);

    assertThat(inventory.all())
        .containsExactlyInAnyOrder(holding(account(1), HUB), holding(account(2), SPOKE));
  }
}
