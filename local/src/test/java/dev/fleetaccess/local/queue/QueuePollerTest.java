package dev.fleetaccess.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.blueprint.MappingPart;
import dev.fleetaccess.local.blueprint.QueuePart;
import dev.fleetaccess.local.blueprint.RetryPart;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.ForwardingService;
import dev.fleetaccess.local.lambda.LambdaHost;
import dev.fleetaccess.local.lambda.Session;
import dev.fleetaccess.local.lambda.TryFunctions;
import dev.fleetaccess.local.lambda.TryWorker;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueuePollerTest {
  @TempDir static Path folder;
  private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();
  private static final List<QueuePoller> POLLERS = new ArrayList<>();
  private static Endpoint endpoint;
  private static LocalQueues queues;
  private static LambdaHost host;

  @BeforeAll
  static void start() throws Exception {
    endpoint = Endpoint.bind(0);
    var http = HttpClient.newHttpClient();
    queues = LocalQueues.start(TryFunctions.PLACE, endpoint.uri(), http);
    endpoint.offer(new TracedQueues(new ForwardingService(Set.of("sqs"), queues.uri(), http)));
    List<FunctionPart> functions =
        List.of(function("Plain", false), function("Careful", false), function("Free", true));
    host =
        new LambdaHost(
            functions,
            TryFunctions.settings(folder, endpoint.uri()),
            endpoint,
            (role, name) -> new Session("ASIA" + name, "secret", "token", Instant.MAX),
            (function, line) -> LINES.add(function + ": " + line));
    endpoint.start();
    for (FunctionPart function : functions) {
      QueuePart dead = queue(function.name() + "-Dead", Optional.empty());
      QueuePart queue = queue(function.name(), Optional.of(new QueuePart.Redrive(dead.arn(), 2)));
      queues.create(List.of(dead, queue), Duration.ofSeconds(15));
      var mapping = new MappingPart(queue.arn(), function.name(), 10, 100, true);
      var poller =
          new QueuePoller(
              mapping,
              queue,
              "us-east-1",
              host,
              queues,
              1,
              Duration.ofSeconds(1),
              (name, line) -> LINES.add(name + ": " + line),
              endpoint::disturbance);
      poller.start();
      POLLERS.add(poller);
    }
  }

  @AfterAll
  static void stop() {
    POLLERS.forEach(QueuePoller::close);
    host.close();
    queues.close();
    endpoint.close();
  }

  @Test
  void whatTheAnswerNamesComesBackUntilItIsDeadAndItsNeighboursAreDone() throws Exception {
    send("Plain", "good:1");
    send("Plain", "poison:1");
    send("Plain", "good:2");
    assertThat(dead("Plain")).isEqualTo("poison:1");
    awaitLine("Plain: ", "handled good:2");
    assertThat(queues.depth(arn("Plain"))).isZero();
  }

  @Test
  void aChainOfMessagesStopsWhereLambdaStopsIt() throws Exception {
    send("Careful", "again:20");
    assertThat(dead("Careful"))
        .as("16 invocations have handled 20 to 5, the next is not made")
        .isEqualTo("again:4");
    awaitLine("Careful: ", "recursive loop");
  }

  @Test
  void aChainOfAFunctionThatAllowsItGoesOn() throws Exception {
    send("Free", "again:20");
    awaitLine("Free: ", "handled again:0");
    assertThat(queues.depth(arn("Free-Dead"))).isZero();
  }

  private static void awaitLine(String start, String part) throws InterruptedException {
    String line = LINES.poll(60, TimeUnit.SECONDS);
    while (line != null && !(line.startsWith(start) && line.contains(part))) {
      line = LINES.poll(60, TimeUnit.SECONDS);
    }
    assertThat(line).as("a line of %s with %s", start, part).isNotNull();
  }

  private static void send(String queue, String body) {
    queues.send(arn(queue), body);
  }

  private static String dead(String queue) throws InterruptedException {
    // A message that ElasticMQ moves does not wake a poll that waits already.
    var request = queues.client().request(queue + "-Dead").put("WaitTimeSeconds", 1);
    for (int polls = 0; polls < 60; polls++) {
      var messages = queues.client().callInterruptibly("ReceiveMessage", request).path("Messages");
      if (!messages.isEmpty()) {
        return messages.path(0).path("Body").asText();
      }
    }
    return "nothing";
  }

  private static FunctionPart function(String name, boolean recursion) {
    return TryFunctions.function(
        name,
        TryWorker.class,
        Duration.ofSeconds(60),
        recursion,
        RetryPart.DEFAULT,
        Map.of("QUEUE", endpoint.uri() + "/111111111111/" + name));
  }

  private static String arn(String queue) {
    return TryFunctions.PLACE.arn("sqs", queue);
  }

  private static QueuePart queue(String name, Optional<QueuePart.Redrive> redrive) {
    return new QueuePart(
        name, arn(name), Duration.ofMinutes(12), Duration.ZERO, Duration.ofDays(14), redrive);
  }
}
