package dev.fleetaccess.plan;

import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.trigger.Trigger;
import java.util.List;

class RecordingTickQueueTest extends TickQueueContract {
  private final RecordingTickQueue queue = new RecordingTickQueue(new FakeClock());

  @Override
  protected TickQueue port() {
    return queue;
  }

  @Override
  protected List<Trigger.Tick> delivered() {
    return queue.takeDue().stream()
        .map(tick -> new Trigger.Tick(tick.rollout(), tick.step()))
        .toList();
  }
}
