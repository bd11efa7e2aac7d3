package dev.fleetaccess.local.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import dev.fleetaccess.local.wire.WireService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Echo echo = new Echo();
  private Endpoint endpoint;

  @BeforeEach
  void start() {
    endpoint = Endpoint.bind(0);
    endpoint.offer(echo);
    endpoint.start();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void aSignedRequestGoesToTheServiceOfItsScope() throws Exception {
    var reply =
        http.send(
            signed("sts").POST(BodyPublishers.ofString("hello")).build(), BodyHandlers.ofString());
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("hello from AKIDEXAMPLE");
  }

  @Test
  void anUnsignedRequestIsRefusedInTheFormatItExpects() throws Exception {
    var query =
        http.send(
            request().POST(BodyPublishers.ofString("Action=X")).build(), BodyHandlers.ofString());
    assertThat(query.statusCode()).isEqualTo(403);
    assertThat(query.body()).contains("<Code>MissingAuthenticationToken</Code>");
    var json =
        http.send(
            request().header("X-Amz-Target", "S.Op").POST(BodyPublishers.ofString("{}")).build(),
            BodyHandlers.ofString());
    assertThat(json.statusCode()).isEqualTo(403);
    assertThat(Json.read(json.body()).path("__type").asText())
        .isEqualTo("MissingAuthenticationToken");
  }

  @Test
  void aFaultInAServiceIsAnAnswerAndNotAClosedConnection() throws Exception {
    var reply =
        http.send(
            signed("sts").POST(BodyPublishers.ofString("boom")).build(), BodyHandlers.ofString());
    assertThat(reply.statusCode()).isEqualTo(500);
    assertThat(reply.body()).contains("InternalFailure", "boom");
  }

  @Test
  void aFaultInAMountedHandlerIsAnAnswerToo() throws Exception {
    endpoint.mount(
        "/broken",
        exchange -> {
          throw new IllegalStateException("boom");
        });
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(endpoint.uri().resolve("/broken/x")).build(),
            BodyHandlers.ofString());
    assertThat(reply.statusCode()).isEqualTo(500);
  }

  @Test
  void aServiceThatHasNoLocalPartIsNamed() throws Exception {
    var reply = http.send(signed("s3").GET().build(), BodyHandlers.ofString());
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("s3 has no local part; there are sts");
  }

  @Test
  void callsAreCountedByServiceAndOperation() throws Exception {
    for (int i = 0; i < 2; i++) {
      http.send(
          signed("sts")
              .header("X-Amz-Target", "STS.GetCallerIdentity")
              .POST(BodyPublishers.ofString("{}"))
              .build(),
          BodyHandlers.ofString());
    }
    assertThat(endpoint.counts().snapshot()).containsEntry("sts:GetCallerIdentity", 2L);
  }

  @Test
  void aPortInUseIsOneLineThatSaysWhatToDo() {
    assertThatThrownBy(() -> Endpoint.bind(endpoint.port()))
        .isInstanceOf(PortInUse.class)
        .hasMessage(
            "port "
                + endpoint.port()
                + " is in use: stop what holds it, or choose another with --port");
  }

  @Test
  void aRequestThatIsDisturbedIsRefusedInItsFormatAndTakesNoEffect() throws Exception {
    disturb(new Disturbance.Fate.Refused(400, "Throttling", "Rate exceeded"));

    var reply = send("hello");

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("<Code>Throttling</Code>");
    assertThat(echo.answered.get()).isZero();
  }

  @Test
  void aLateRequestTakesEffectAndIsAnswered() throws Exception {
    disturb(new Disturbance.Fate.Late(Duration.ofMillis(1)));

    assertThat(send("hello").body()).isEqualTo("hello from AKIDEXAMPLE");
    assertThat(echo.answered.get()).isOne();
  }

  @Test
  void aRequestThatIsNotHeardTakesNoEffect() {
    disturb(new Disturbance.Fate.Unheard());

    assertThatThrownBy(() -> send("hello")).isInstanceOf(IOException.class);
    assertThat(echo.answered.get()).isZero();
  }

  @Test
  void aRequestWhoseAnswerIsLostTakesEffect() {
    disturb(new Disturbance.Fate.AnswerLost());

    assertThatThrownBy(() -> send("hello")).isInstanceOf(IOException.class);
    // Java's client repeats a request whose connection closes, once at most.
    assertThat(echo.answered.get()).isPositive();
  }

  private void disturb(Disturbance.Fate fate) {
    endpoint.disturb(
        new Disturbance() {
          @Override
          public Fate request(WireRequest request, String operation) {
            return fate;
          }

          @Override
          public Delivery message(String function) {
            return Delivery.ONCE;
          }

          @Override
          public Delivery event(String target) {
            return Delivery.ONCE;
          }
        });
  }

  private HttpResponse<String> send(String body) throws IOException, InterruptedException {
    return http.send(
        signed("sts").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(endpoint.uri().resolve("/"));
  }

  private HttpRequest.Builder signed(String service) {
    return request()
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/us-east-1/"
                + service
                + "/aws4_request, SignedHeaders=host, Signature=0");
  }

  private static final class Echo implements WireService {
    private final AtomicInteger answered = new AtomicInteger();

    @Override
    public Set<String> signingNames() {
      return Set.of("sts");
    }

    @Override
    public WireReply answer(WireRequest request) {
      if (request.text().equals("boom")) {
        throw new IllegalStateException("boom");
      }
      answered.incrementAndGet();
      return WireReply.of(
          200, "text/plain", request.text() + " from " + request.scope().accessKeyId());
    }
  }
}
