package dev.fleetaccess.local.topic;

import dev.fleetaccess.local.endpoint.Access;
import dev.fleetaccess.local.endpoint.ErrorReply;
import dev.fleetaccess.local.endpoint.Operation;
import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import dev.fleetaccess.local.wire.WireService;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Publish, to the topics of the template; the message goes to a listener instead of by mail. */
public final class TopicService implements WireService {
  /** Characters of a subject, a limit of SNS; it takes ASCII without line breaks. */
  private static final int LONGEST_SUBJECT = 100;

  private final Set<String> topicArns;
  private final TopicListener listener;

  /**
   * @param topicArns the topics that there are
   */
  public TopicService(Set<String> topicArns, TopicListener listener) {
    this.topicArns = Set.copyOf(topicArns);
    this.listener = Objects.requireNonNull(listener);
  }

  @Override
  public Set<String> signingNames() {
    return Set.of("sns");
  }

  /** What a request needs. */
  public static List<Access> accesses(WireRequest request) {
    return List.of(
        new Access(
            "sns:" + Operation.of(request), Operation.form(request).getOrDefault("TopicArn", "*")));
  }

  @Override
  public WireReply answer(WireRequest request) {
    if (!Operation.of(request).equals("Publish")) {
      return ErrorReply.of(
          request, 400, "InvalidAction", "the local part of SNS knows Publish only");
    }
    Map<String, String> form = Operation.form(request);
    String topic = form.getOrDefault("TopicArn", "");
    String subject = form.getOrDefault("Subject", "");
    String message = form.getOrDefault("Message", "");
    if (!topicArns.contains(topic)) {
      return ErrorReply.of(request, 404, "NotFound", "Topic does not exist");
    }
    if (subject.length() > LONGEST_SUBJECT
        || subject.chars().anyMatch(each -> each < ' ' || each > '~')) {
      return ErrorReply.of(request, 400, "InvalidParameter", "Invalid parameter: Subject");
    }
    if (message.isEmpty()) {
      return ErrorReply.of(request, 400, "InvalidParameter", "Invalid parameter: Empty message");
    }
    listener.published(topic.substring(topic.lastIndexOf(':') + 1), subject, message);
    return WireReply.of(
        200,
        "text/xml",
        "<PublishResponse><PublishResult><MessageId>"
            + UUID.randomUUID()
            + "</MessageId></PublishResult><ResponseMetadata><RequestId>"
            + UUID.randomUUID()
            + "</RequestId></ResponseMetadata></PublishResponse>");
  }
}
