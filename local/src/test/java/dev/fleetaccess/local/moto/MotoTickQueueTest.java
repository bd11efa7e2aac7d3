package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.SqsTickQueue;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.plan.TickQueueContract;
import dev.fleetaccess.trigger.Trigger;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tick queue, in moto's SQS. */
@ExtendWith(MotoExtension.class)
class MotoTickQueueTest extends TickQueueContract {
  private final Moto moto;
  private final String url;

  MotoTickQueueTest(Moto moto) {
    this.moto = moto;
    this.url = moto.queue();
  }

  @Override
  protected TickQueue port() {
    return new SqsTickQueue(moto.clients(), url);
  }

  @Override
  protected List<Trigger.Tick> delivered() {
    return moto.received(url).stream().map(Messages::tick).toList();
  }
}
