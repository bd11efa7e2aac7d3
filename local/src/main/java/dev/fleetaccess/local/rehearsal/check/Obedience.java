package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.ledger.Rollout;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What people order is carried out once, however often it is delivered. */
final class Obedience {
  private final Asked asked;
  private final BiConsumer<String, String> breach;
  private final Map<String, Rollout.State> stands = new HashMap<>();
  private final Map<String, Integer> halts = new HashMap<>();
  private final Map<String, Integer> resumes = new HashMap<>();

  Obedience(Asked asked, BiConsumer<String, String> breach) {
    this.asked = Objects.requireNonNull(asked);
    this.breach = Objects.requireNonNull(breach);
  }

  /** A rollout took a step. */
  void stepped(Rollout rollout) {
    String id = rollout.id();
    Optional<Rollout.State> before = Optional.ofNullable(stands.put(id, rollout.state()));
    boolean stood = before.filter(Obedience::stands).isPresent();
    boolean stops =
        rollout.state() == Rollout.State.HALTED && rollout.note().startsWith("halted by ");
    if (stops && !before.equals(Optional.of(Rollout.State.HALTED))) {
      judge(id, "stopped", halts.merge(id, 1, Integer::sum), asked.halted(id));
    }
    if (stood && rollout.state() == Rollout.State.RUNNING) {
      judge(id, "resumed", resumes.merge(id, 1, Integer::sum), asked.resumed(id));
    }
  }

  private static boolean stands(Rollout.State state) {
    return state == Rollout.State.HALTED || state == Rollout.State.WAITING;
  }

  private void judge(String id, String what, int carriedOut, int ordered) {
    if (carriedOut > ordered) {
      breach.accept(
          "",
          "%s is %s by hand %d times; it was ordered %d times"
              .formatted(id, what, carriedOut, ordered));
    }
  }
}
