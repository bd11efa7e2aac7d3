package dev.fleetaccess.local.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.local.endpoint.Access;
import dev.fleetaccess.local.wire.CredentialScope;
import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicServiceTest {
  private static final String TOPIC = "arn:aws:sns:us-east-1:111111111111:FleetAccess-Notices";

  private final List<String> published = new ArrayList<>();
  private final TopicService service =
      new TopicService(
          Set.of(TOPIC),
          (topic, subject, message) -> published.add(topic + ": " + subject + ": " + message));

  @Test
  void aMessageIsHandedOn() {
    assertThat(publish(TOPIC, "halted", "two of three failed").status()).isEqualTo(200);
    assertThat(published).containsExactly("FleetAccess-Notices: halted: two of three failed");
  }

  @Test
  void whatSnsWouldNotTakeIsRefused() {
    assertThat(publish(TOPIC + "2", "a", "b").status()).as("no such topic").isEqualTo(404);
    assertThat(publish(TOPIC, "x".repeat(101), "b").status()).as("too long").isEqualTo(400);
    assertThat(publish(TOPIC, "größer", "b").status()).as("not ASCII").isEqualTo(400);
    assertThat(publish(TOPIC, "a\nb", "b").status()).as("a line break").isEqualTo(400);
    assertThat(publish(TOPIC, "a", "").status()).as("no message").isEqualTo(400);
    assertThat(service.answer(request("Action=CreateTopic&Name=x")).status()).isEqualTo(400);
    assertThat(published).isEmpty();
  }

  @Test
  void publishingNeedsThePermissionOnTheTopic() {
    assertThat(TopicService.accesses(request(form(TOPIC, "a", "b"))))
        .containsExactly(new Access("sns:Publish", TOPIC));
  }

  private WireReply publish(String topic, String subject, String message) {
    return service.answer(request(form(topic, subject, message)));
  }

  private static String form(String topic, String subject, String message) {
    return "Action=Publish&TopicArn="
        + encoded(topic)
        + "&Subject="
        + encoded(subject)
        + "&Message="
        + encoded(message);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static WireRequest request(String form) {
    return new WireRequest(
        "POST",
        "/",
        Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
        form.getBytes(StandardCharsets.UTF_8),
        new CredentialScope("AKID", "us-east-1", "sns"));
  }
}
