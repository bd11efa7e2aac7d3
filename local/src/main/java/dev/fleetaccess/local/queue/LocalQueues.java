package dev.fleetaccess.local.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.blueprint.QueuePart;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.lambda.FailureQueue;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** ElasticMQ on a loopback port of its own; its queue URLs point to the local endpoint. */
public final class LocalQueues implements FailureQueue, AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final SQSRestServer server;
  private final URI uri;
  private final QueueClient client;

  private LocalQueues(SQSRestServer server, URI uri, QueueClient client) {
    this.server = server;
    this.uri = uri;
    this.client = client;
  }

  /**
   * Starts it.
   *
   * @param endpoint what queue URLs begin with
   */
  public static LocalQueues start(Place place, URI endpoint, HttpClient client) {
    // Read by its actor system at start; left out, it writes debug lines to whatever logger there
    // is.
    System.setProperty("pekko.loglevel", "OFF");
    System.setProperty("pekko.stdout-loglevel", "OFF");
    System.setProperty("pekko.log-dead-letters", "off");
    System.setProperty("pekko.daemonic", "on");
    // Longer than clients keep a connection, or a request meets one that is just being closed.
    System.setProperty("pekko.http.server.idle-timeout", "300s");
    var server =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withPort(0)
            .withServerAddress(
                new NodeAddress(endpoint.getScheme(), endpoint.getHost(), endpoint.getPort(), ""))
            .withAWSRegion(place.region())
            .withAWSAccountId(place.account())
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    URI uri = URI.create("http://127.0.0.1:" + port);
    return new LocalQueues(server, uri, new QueueClient(uri, client));
  }

  /** Where it listens. */
  public URI uri() {
    return uri;
  }

  /**
   * Makes queues as the template says, but for the visibility timeout.
   *
   * @param queues dead-letter queues before those that use them
   * @param visibility how long a message of a reader other than a function stays hidden; the
   *     template's value makes a lost message wait for hours
   */
  public void create(List<QueuePart> queues, Duration visibility) {
    for (QueuePart queue : queues) {
      ObjectNode attributes =
          Json.object()
              .put("VisibilityTimeout", seconds(visibility))
              .put("DelaySeconds", seconds(queue.delay()))
              .put("MessageRetentionPeriod", seconds(queue.retention()));
      queue
          .redrive()
          .ifPresent(
              redrive ->
                  attributes.put(
                      "RedrivePolicy",
                      Json.object()
                          .put("deadLetterTargetArn", redrive.deadLetterArn())
                          .put("maxReceiveCount", Integer.toString(redrive.maximumReceives()))
                          .toString()));
      ObjectNode request = Json.object().put("QueueName", queue.name());
      request.set("Attributes", attributes);
      client.call("CreateQueue", request);
    }
  }

  @Override
  public void send(String queueArn, String body) {
    client.call("SendMessage", client.request(name(queueArn)).put("MessageBody", body));
  }

  /**
   * How many messages a queue holds: visible, in flight, delayed.
   *
   * @param queueArn the queue's ARN
   */
  public int depth(String queueArn) {
    ObjectNode request = client.request(name(queueArn));
    request.putArray("AttributeNames").add("All");
    var attributes = client.call("GetQueueAttributes", request).path("Attributes");
    return attributes.path("ApproximateNumberOfMessages").asInt()
        + attributes.path("ApproximateNumberOfMessagesNotVisible").asInt()
        + attributes.path("ApproximateNumberOfMessagesDelayed").asInt();
  }

  /**
   * Empties a queue, as somebody in the console may.
   *
   * @param queueArn the queue's ARN
   */
  public void purge(String queueArn) {
    client.call("PurgeQueue", client.request(name(queueArn)));
  }

  QueueClient client() {
    return client;
  }

  static String name(String queueArn) {
    return queueArn.substring(queueArn.lastIndexOf(':') + 1);
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  /** Stops it; what it still does after a second ends with this program. */
  @Override
  public void close() {
    // It waits for every long poll to run out, up to 20 seconds, though nobody listens any more.
    Thread stop = Thread.ofVirtual().start(server::stopAndWait);
    try {
      stop.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
