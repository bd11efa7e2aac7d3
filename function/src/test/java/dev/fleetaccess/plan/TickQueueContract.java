package dev.fleetaccess.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link TickQueue} keeps to. */
public abstract class TickQueueContract {
  /** A queue that is empty; the same one at every call. */
  protected abstract TickQueue port();

  /** Takes every tick that may be delivered now. */
  protected abstract List<Trigger.Tick> delivered();

  @Test
  void aTickIsDeliveredWithItsStep() {
    port().send("release-3e5983d-1", 3, Duration.ZERO);

    assertThat(delivered()).containsExactly(new Trigger.Tick("release-3e5983d-1", 3));
  }

  @Test
  void aDelayedTickIsNotDeliveredAtOnce() {
    port().send("release-3e5983d-1", 3, Duration.ofSeconds(900));

    assertThat(delivered()).isEmpty();
  }

  @Test
  void aDelayLongerThanAQueueCanHoldIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> port().send("release-3e5983d-1", 3, Duration.ofSeconds(901)));
    assertThat(delivered()).isEmpty();
  }
}
