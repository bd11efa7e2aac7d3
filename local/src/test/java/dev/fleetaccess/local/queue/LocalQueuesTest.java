package dev.fleetaccess.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.local.Clients;
import dev.fleetaccess.local.blueprint.QueuePart;
import dev.fleetaccess.local.endpoint.Access;
import dev.fleetaccess.local.endpoint.Authorizer.Verdict;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.ForwardingService;
import dev.fleetaccess.local.endpoint.GuardedService;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.lambda.Lineage;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class LocalQueuesTest {
  private static final Place PLACE = new Place("aws", "us-east-1", "111111111111");
  private static final String ARN = "arn:aws:sqs:us-east-1:111111111111:";
  private static final Access ALLOWED = new Access("sqs:SendMessage", ARN + "Work");

  private static Endpoint endpoint;
  private static LocalQueues queues;
  private static SqsClient admin;
  private static SqsClient sender;

  @BeforeAll
  static void start() {
    endpoint = Endpoint.bind(0);
    var http = HttpClient.newHttpClient();
    queues = LocalQueues.start(PLACE, endpoint.uri(), http);
    endpoint.offer(
        new GuardedService(
            new TracedQueues(new ForwardingService(Set.of("sqs"), queues.uri(), http)),
            new QueueAccesses(PLACE),
            (key, access) ->
                switch (key) {
                  case "ADMIN" -> new Verdict.Allowed();
                  case "SENDER" ->
                      access.equals(ALLOWED)
                          ? new Verdict.Allowed()
                          : new Verdict.Denied(
                              "may not " + access.action() + " on " + access.resource());
                  default -> new Verdict.UnknownKey();
                }));
    endpoint.start();
    queues.create(
        List.of(
            queue("Dead", Duration.ZERO, Optional.empty()),
            queue("Work", Duration.ZERO, Optional.of(new QueuePart.Redrive(ARN + "Dead", 2))),
            queue("Tick", Duration.ofSeconds(5), Optional.empty())),
        Duration.ofSeconds(15));
    admin = Clients.client(SqsClient.builder(), endpoint.uri(), "ADMIN");
    sender = Clients.client(SqsClient.builder(), endpoint.uri(), "SENDER");
  }

  @AfterAll
  static void stop() {
    queues.close();
    endpoint.close();
  }

  @Test
  void queuesStandUnderTheEndpointWithTheTemplatesSettingsAndAShortVisibility() {
    String url = admin.getQueueUrl(r -> r.queueName("Tick")).queueUrl();
    assertThat(url).isEqualTo(endpoint.uri() + "/111111111111/Tick");
    var attributes =
        admin
            .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    assertThat(attributes)
        .containsEntry(QueueAttributeName.DELAY_SECONDS, "5")
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "15")
        .containsEntry(QueueAttributeName.QUEUE_ARN, ARN + "Tick");
  }

  @Test
  void aTraceHeaderStaysWithItsMessage() {
    String trace = Lineage.NONE.into("FleetAccess-Worker").traceHeader();
    sender.sendMessageBatch(
        r ->
            r.queueUrl(url("Work"))
                .entries(SendMessageBatchRequestEntry.builder().id("a").messageBody("one").build())
                .overrideConfiguration(o -> o.headers(Map.of("X-Amzn-Trace-Id", List.of(trace)))));
    var received =
        admin.receiveMessage(
            r ->
                r.queueUrl(url("Work"))
                    .waitTimeSeconds(10)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL));
    assertThat(received.messages()).hasSize(1);
    String header =
        received.messages().get(0).attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER);
    assertThat(Lineage.of(header).counts()).hasSize(1).containsValue(1);
    admin.deleteMessage(
        r -> r.queueUrl(url("Work")).receiptHandle(received.messages().get(0).receiptHandle()));
  }

  @Test
  void whoMaySendMayNotReceive() {
    sender.sendMessage(r -> r.queueUrl(url("Tick")).messageBody("x").queueUrl(url("Work")));
    assertThatThrownBy(() -> sender.receiveMessage(r -> r.queueUrl(url("Work"))))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("may not sqs:ReceiveMessage on " + ARN + "Work");
    admin.purgeQueue(r -> r.queueUrl(url("Work")));
  }

  @Test
  void aQueueOfAnotherAccountIsNotOursThoughItHasTheSameName() {
    String foreign = endpoint.uri() + "/999999999999/Work";
    assertThatThrownBy(() -> sender.sendMessage(r -> r.queueUrl(foreign).messageBody("x")))
        .hasMessageContaining("arn:aws:sqs:us-east-1:999999999999:Work");
  }

  @Test
  void anUnknownAccessKeyIsRefused() {
    var stranger = Clients.client(SqsClient.builder(), endpoint.uri(), "NOBODY");
    assertThatThrownBy(stranger::listQueues).hasMessageContaining("security token");
  }

  @Test
  void aMissingQueueIsTheModelledError() {
    assertThatThrownBy(() -> admin.getQueueUrl(r -> r.queueName("None")))
        .isInstanceOf(software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException.class);
  }

  private static String url(String name) {
    return endpoint.uri() + "/111111111111/" + name;
  }

  private static QueuePart queue(String name, Duration delay, Optional<QueuePart.Redrive> redrive) {
    return new QueuePart(
        name, ARN + name, Duration.ofMinutes(90), delay, Duration.ofDays(14), redrive);
  }
}
