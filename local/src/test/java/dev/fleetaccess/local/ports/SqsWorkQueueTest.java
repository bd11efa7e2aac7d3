package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.SqsWorkQueue;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.plan.WorkQueue;
import dev.fleetaccess.plan.WorkQueueContract;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** The work queue, in ElasticMQ. */
@ExtendWith(PartsExtension.class)
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
