package dev.fleetaccess.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.blueprint.MappingPart;
import dev.fleetaccess.local.blueprint.QueuePart;
import dev.fleetaccess.local.endpoint.Disturbance;
import dev.fleetaccess.local.lambda.Answer;
import dev.fleetaccess.local.lambda.FunctionLog;
import dev.fleetaccess.local.lambda.LambdaHost;
import dev.fleetaccess.local.lambda.Lineage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An event source mapping: receives batches from a queue, invokes the function, deletes what
 * succeeded. It also stops chains of requests that Lambda would stop.
 */
public final class QueuePoller implements AutoCloseable {
  /** The longest poll, an SQS limit. */
  private static final int WAIT_SECONDS = 20;

  /** The largest receive, an SQS limit. */
  private static final int RECEIVE_LIMIT = 10;

  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  private final MappingPart mapping;
  private final QueuePart queue;
  private final FunctionPart function;
  private final LambdaHost functions;
  private final LocalQueues queues;
  private final Duration retryAfter;
  private final FunctionLog log;
  private final Supplier<Disturbance> disturbance;
  private final String region;
  private final List<Thread> lanes;
  private volatile boolean closed;

  /**
   * Prepares a mapping.
   *
   * @param capacity invocations that the function's processes take at once
   * @param retryAfter how long a failed message stays hidden
   * @param disturbance what makes messages go wrong now
   */
  public QueuePoller(
      MappingPart mapping,
      QueuePart queue,
      String region,
      LambdaHost functions,
      LocalQueues queues,
      int capacity,
      Duration retryAfter,
      FunctionLog log,
      Supplier<Disturbance> disturbance) {
    this.disturbance = Objects.requireNonNull(disturbance);
    this.mapping = Objects.requireNonNull(mapping);
    this.queue = Objects.requireNonNull(queue);
    this.region = Objects.requireNonNull(region);
    this.functions = Objects.requireNonNull(functions);
    this.function =
        functions
            .function(mapping.function())
            .orElseThrow(() -> new IllegalArgumentException("no function " + mapping.function()));
    this.queues = Objects.requireNonNull(queues);
    this.retryAfter = Objects.requireNonNull(retryAfter);
    this.log = Objects.requireNonNull(log);
    this.lanes =
        IntStream.range(0, Math.min(mapping.maximumConcurrency(), capacity))
            .mapToObj(
                lane ->
                    Thread.ofVirtual()
                        .name(mapping.function() + "-poller-" + lane)
                        .unstarted(this::poll))
            .toList();
  }

  /** Begins to poll. */
  public void start() {
    lanes.forEach(Thread::start);
  }

  @Override
  public void close() {
    closed = true;
    lanes.forEach(Thread::interrupt);
  }

  private void poll() {
    while (!closed) {
      try {
        List<JsonNode> batch = delivered(allowed(receive()));
        if (!batch.isEmpty()) {
          process(batch);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closed) {
          return;
        }
        log.line(function.name(), "polling " + queue.name() + ": " + e.getMessage());
        try {
          Thread.sleep(AFTER_TROUBLE);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  private List<JsonNode> receive() throws InterruptedException {
    ObjectNode request =
        queues
            .client()
            .request(queue.name())
            .put("MaxNumberOfMessages", Math.min(mapping.batchSize(), RECEIVE_LIMIT))
            .put("WaitTimeSeconds", WAIT_SECONDS)
            // A batch stays hidden until its invocation has ended, however long it waited before.
            .put("VisibilityTimeout", function.timeout().toSeconds() * 6);
    request.putArray("AttributeNames").add("All");
    request.putArray("MessageAttributeNames").add("All");
    var messages = new ArrayList<JsonNode>();
    queues
        .client()
        .callInterruptibly("ReceiveMessage", request)
        .path("Messages")
        .forEach(messages::add);
    return messages;
  }

  /** Drops what has gone round too often, unless the function allows it. */
  private List<JsonNode> allowed(List<JsonNode> messages) {
    if (function.recursionAllowed()) {
      return messages;
    }
    var allowed = new ArrayList<JsonNode>();
    for (JsonNode message : messages) {
      if (!lineage(message).exhausted(function.name())) {
        allowed.add(message);
        continue;
      }
      queue
          .redrive()
          .ifPresent(
              redrive -> queues.send(redrive.deadLetterArn(), message.path("Body").asText()));
      delete(message);
      log.line(
          function.name(),
          "recursive loop: a message of "
              + queue.name()
              + " was dropped after "
              + Lineage.LIMIT
              + " invocations in its chain; RecursiveLoop is not Allow");
    }
    return allowed;
  }

  /** A lost message is gone; one that comes twice is sent once more. */
  private List<JsonNode> delivered(List<JsonNode> messages) {
    var left = new ArrayList<JsonNode>();
    for (JsonNode message : messages) {
      switch (disturbance.get().message(function.name())) {
        case ONCE -> left.add(message);
        case TWICE -> {
          queues.send(queue.arn(), message.path("Body").asText());
          left.add(message);
        }
        case NEVER -> delete(message);
      }
    }
    return left;
  }

  private void process(List<JsonNode> batch) throws InterruptedException {
    Lineage lineage = batch.stream().map(QueuePoller::lineage).reduce(Lineage.NONE, Lineage::with);
    Answer answer;
    try {
      answer =
          functions
              .invoke(function.name(), QueueEvent.of(batch, queue.arn(), region), lineage)
              .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    Set<String> ids = batch.stream().map(QueuePoller::id).collect(Collectors.toSet());
    Set<String> failed = BatchVerdict.failed(answer, ids, mapping.partialFailures());
    if (answer instanceof Answer.Failed failure && !closed) {
      log.line(function.name(), "a batch of " + queue.name() + " failed: " + failure.why());
    }
    for (JsonNode message : batch) {
      if (failed.contains(id(message))) {
        hide(message);
      } else {
        delete(message);
      }
    }
  }

  private void delete(JsonNode message) {
    queues
        .client()
        .call(
            "DeleteMessage",
            queues
                .client()
                .request(queue.name())
                .put("ReceiptHandle", message.path("ReceiptHandle").asText()));
  }

  private void hide(JsonNode message) {
    queues
        .client()
        .call(
            "ChangeMessageVisibility",
            queues
                .client()
                .request(queue.name())
                .put("ReceiptHandle", message.path("ReceiptHandle").asText())
                .put("VisibilityTimeout", retryAfter.toSeconds()));
  }

  private static Lineage lineage(JsonNode message) {
    return Lineage.of(message.path("Attributes").path("AWSTraceHeader").asText());
  }

  private static String id(JsonNode message) {
    return message.path("MessageId").asText();
  }
}
