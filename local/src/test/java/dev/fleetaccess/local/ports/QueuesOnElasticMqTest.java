package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.SqsTickQueue;
import dev.fleetaccess.aws.SqsWorkQueue;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.plan.TickQueueContract;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.plan.WorkQueue;
import dev.fleetaccess.plan.WorkQueueContract;
import dev.fleetaccess.trigger.Trigger;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the queues' ports keep to, ElasticMQ keeps to by our adapters. */
@ExtendWith(PartsExtension.class)
class QueuesOnElasticMqTest {
  @Nested
  class SqsWorkQueueTest extends WorkQueueContract {
    private final Parts parts;
    private final String url;

    SqsWorkQueueTest(Parts parts) {
      this.parts = parts;
      this.url = parts.queue();
    }

    @Override
    protected WorkQueue port() {
      return new SqsWorkQueue(parts.clients(), url, parts.threads());
    }

    @Override
    protected List<WorkItem> delivered() {
      return parts.received(url).stream().map(Messages::item).toList();
    }
  }

  @Nested
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
}
