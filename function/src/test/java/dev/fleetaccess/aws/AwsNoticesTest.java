package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.LedgerSamples;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.report.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

class AwsNoticesTest {
  private static final String TOPIC = "arn:aws:sns:us-east-1:111111111111:FleetAccess-Notices";

  private final SnsClient sns = mock(SnsClient.class);
  private final EventBridgeClient bus = mock(EventBridgeClient.class);
  private final List<PublishRequest> messages = new ArrayList<>();
  private final List<PutEventsRequestEntry> events = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();
  private Optional<String> refusal = Optional.empty();
  private final AwsNotices notices = new AwsNotices(bus, sns, TOPIC);

  @BeforeEach
  void bothTakeWhatTheyAreGiven() {
    Consumer<PublishRequest.Builder> message = any();
    when(sns.publish(message))
        .thenAnswer(
            call -> {
              messages.add(filled(PublishRequest.builder(), call.getArgument(0)).build());
              return PublishResponse.builder().messageId("1").build();
            });
    Consumer<PutEventsRequest.Builder> batch = any();
    when(bus.putEvents(batch))
        .thenAnswer(
            call -> {
              var request = filled(PutEventsRequest.builder(), call.getArgument(0)).build();
              events.addAll(request.entries());
              batches.add(request.entries().size());
              var result = PutEventsResultEntry.builder();
              refusal.ifPresent(code -> result.errorCode(code).errorMessage("no"));
              return PutEventsResponse.builder().entries(result.build()).build();
            });
  }

  @Test
  void aRolloutIsToldByOneMessageAndOneEvent() {
    notices.tell(new Notice.Started(LedgerSamples.rollout("release-3e5983de2f1a"), List.of()));

    assertThat(messages)
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.topicArn()).isEqualTo(TOPIC);
              assertThat(message.subject()).isEqualTo("FleetAccess: release-3e5983de2f1a started");
              assertThat(message.messageAttributes().get("kind").stringValue())
                  .isEqualTo("RELEASE");
              assertThat(message.messageAttributes().get("notice").stringValue())
                  .isEqualTo("STARTED");
              assertThat(message.messageAttributes().get("mail").stringValue()).isEqualTo("yes");
            });
    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.source()).isEqualTo("fleetaccess");
              assertThat(event.detailType()).isEqualTo("FleetAccess Rollout Started");
            });
  }

  @Test
  void accountsThatFailAreOneMessageAndAnEventEachByTen() {
    notices.tell(new Notice.Failing(LedgerSamples.rollout("sweep-1"), failing(25)));

    assertThat(messages).hasSize(1);
    assertThat(batches).containsExactly(10, 10, 5);
  }

  @Test
  void whatChangesNoReleaseIsMarkedSoThatNoMailIsSent() {
    notices.tell(new Notice.Started(sweep(), List.of()));

    assertThat(messages)
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.messageAttributes().get("mail").stringValue()).isEqualTo("no"));
  }

  @Test
  void aBatchThatFailsKeepsNoOtherFromBeingSent() {
    refusal = Optional.of("InternalFailure");

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(
            () -> notices.tell(new Notice.Failing(LedgerSamples.rollout("sweep-1"), failing(25))));
    assertThat(batches).containsExactly(10, 10, 5);
  }

  @Test
  void machinesAreToldThoughPeopleCannotBe() {
    var throttled =
        SnsException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("Throttled").build())
            .build();
    doThrow(throttled).when(sns).publish(ArgumentMatchers.<Consumer<PublishRequest.Builder>>any());

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(
            () -> notices.tell(new Notice.Started(LedgerSamples.rollout("sweep-1"), List.of())));
    assertThat(events).hasSize(1);
  }

  @Test
  void anEventThatTheBusRefusesIsAFailure() {
    refusal = Optional.of("InternalFailure");

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(
            () -> notices.tell(new Notice.Started(LedgerSamples.rollout("sweep-1"), List.of())))
        .satisfies(
            failure -> assertThat(failure.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
  }

  private static Rollout sweep() {
    Rollout release = LedgerSamples.rollout("sweep-1");
    return Rollout.of(
            release.id(), Rollout.Kind.SWEEP, release.release(), release.scope(), LedgerSamples.NOW)
        .done();
  }

  private static List<Entry> failing(int number) {
    var failure = new Failure(Failure.Kind.DENIED, "AccessDenied", "no");
    return IntStream.range(0, number)
        .mapToObj(i -> LedgerSamples.planned("sweep-1", LedgerSamples.account(i)))
        .map(
            entry ->
                entry.ended(Entry.State.FAILED, "", Optional.of(failure), 0, LedgerSamples.NOW))
        .toList();
  }

  private static <B> B filled(B builder, Consumer<B> fill) {
    fill.accept(builder);
    return builder;
  }
}
