package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.SqsWorkQueue;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.plan.WorkQueue;
import dev.fleetaccess.plan.WorkQueueContract;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** The work queue, in moto's SQS. */
@ExtendWith(MotoExtension.class)
class MotoWorkQueueTest extends WorkQueueContract {
  private final Moto moto;
  private final String url;

  MotoWorkQueueTest(Moto moto) {
    this.moto = moto;
    this.url = moto.queue();
  }

  @Override
  protected WorkQueue port() {
    return new SqsWorkQueue(moto.clients(), url, moto.threads());
  }

  @Override
  protected List<WorkItem> delivered() {
    return moto.received(url).stream().map(Messages::item).toList();
  }
}
