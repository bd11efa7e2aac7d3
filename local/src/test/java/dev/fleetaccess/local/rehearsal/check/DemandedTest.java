package dev.fleetaccess.local.rehearsal.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.local.sim.stack.StackStatus;
import dev.fleetaccess.reconcile.StackAction;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemandedTest {
  @Test
  void everyActionIsDemanded() {
    for (Class<?> action : StackAction.class.getPermittedSubclasses()) {
      assertThat(Demanded.all()).contains("action " + action.getSimpleName());
    }
  }

  @Test
  void everyStatusIsDemanded() {
    for (StackStatus status : StackStatus.values()) {
      assertThat(Demanded.all()).contains("status " + status);
    }
  }

  @Test
  void whatDidNotOccurIsMissing() {
    Map<String, Long> occurred = new HashMap<>();
    Demanded.all().forEach(what -> occurred.put(what, 1L));
    assertThat(Demanded.missing(occurred)).isEmpty();
    occurred.remove("status DELETE_FAILED");
    occurred.remove("crash");
    assertThat(Demanded.missing(occurred)).containsExactly("crash", "status DELETE_FAILED");
  }
}
