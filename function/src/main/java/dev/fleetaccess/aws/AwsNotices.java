package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.report.Notice;
import dev.fleetaccess.report.NoticeEvent;
import dev.fleetaccess.report.NoticeText;
import dev.fleetaccess.run.Notices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Tells machines by events on the default bus, and people by one message to a topic of SNS. */
public final class AwsNotices implements Notices {
  /** Entries in one PutEvents, a quota of EventBridge. */
  private static final int BATCH = 10;

  private final EventBridgeClient events;
  private final SnsClient sns;
  private final String topicArn;

  /**
   * @param topicArn the topic that people subscribe to
   */
  public AwsNotices(AwsClients clients, String topicArn) {
    this(clients.eventBridge(), clients.sns(), topicArn);
  }

  AwsNotices(EventBridgeClient events, SnsClient sns, String topicArn) {
    this.events = Objects.requireNonNull(events);
    this.sns = Objects.requireNonNull(sns);
    this.topicArn = Objects.requireNonNull(topicArn);
  }

  /** Neither of the two keeps the other from being tried, and no batch of events the next one. */
  @Override
  public void tell(Notice notice) {
    List<Runnable> deeds = new ArrayList<>();
    deeds.add(() -> publish(notice));
    List<NoticeEvent> events = NoticeEvent.of(notice);
    for (int from = 0; from < events.size(); from += BATCH) {
      List<NoticeEvent> batch = events.subList(from, Math.min(from + BATCH, events.size()));
      deeds.add(() -> put(batch));
    }
    doAll(deeds);
  }

  /** Every one of them; the first failure is thrown when all have been tried. */
  private static void doAll(List<Runnable> deeds) {
    Optional<RemoteFailure> first = Optional.empty();
    for (Runnable deed : deeds) {
      try {
        deed.run();
      } catch (RemoteFailure e) {
        first = first.or(() -> Optional.of(e));
      }
    }
    first.ifPresent(
        failure -> {
          throw failure;
        });
  }

  private void publish(Notice notice) {
    NoticeText text = NoticeText.of(notice);
    // By these a subscription chooses what it is told.
    Map<String, MessageAttributeValue> attributes =
        Map.of(
            "kind", attribute(notice.kind().name()),
            "notice", attribute(notice.happening()),
            "mail", attribute(notice.mailed() ? "yes" : "no"));
    AwsFailures.call(
        AwsService.SNS,
        () ->
            sns.publish(
                request ->
                    request
                        .topicArn(topicArn)
                        .subject(text.subject())
                        .message(text.body())
                        .messageAttributes(attributes)));
  }

  private static MessageAttributeValue attribute(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private void put(List<NoticeEvent> notices) {
    List<PutEventsRequestEntry> batch = notices.stream().map(AwsNotices::entry).toList();
    AwsFailures.call(
            AwsService.EVENTBRIDGE, () -> events.putEvents(request -> request.entries(batch)))
        .entries()
        .stream()
        .filter(entry -> entry.errorCode() != null)
        .findFirst()
        .ifPresent(AwsNotices::refused);
  }

  private static PutEventsRequestEntry entry(NoticeEvent event) {
    return PutEventsRequestEntry.builder()
        .source(NoticeEvent.SOURCE)
        .detailType(event.detailType())
        .detail(event.detail())
        .build();
  }

  private static void refused(PutEventsResultEntry entry) {
    throw new RemoteFailure(
        AwsFailures.failure(
            AwsService.EVENTBRIDGE, entry.errorCode(), String.valueOf(entry.errorMessage())));
  }
}
