package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.SqsTickQueue;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.plan.TickQueueContract;
import dev.fleetaccess.trigger.Trigger;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tick queue, in ElasticMQ. */
@ExtendWith(PartsExtension.class)
class SqsTickQueueTest extends TickQueueContract {
  private final Parts parts;
  private final String url;

  SqsTickQueueTest(Parts parts) {
    this.parts = parts;
    this.url = parts.queue();
  }

  @Override
  protected TickQueue port() {
    return new SqsTickQueue(parts.clients(), url);
  }

  @Override
  protected List<Trigger.Tick> delivered() {
    return parts.received(url).stream().map(Messages::tick).toList();
  }
}
