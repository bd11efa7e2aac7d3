package dev.fleetaccess.local.sim.org;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.base.Identifiers;
import dev.fleetaccess.local.sim.base.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Says what happened in the organization as EventBridge says it, in its envelope. */
final class OrganizationEvents {
  /** CloudTrail writes times inside service events for people, in English, and not always alike. */
  private static final DateTimeFormatter STATUS_TIME =
      DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter JOINED_TIME =
      DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String management;
  private final String region;
  private final Identifiers identifiers;
  private final Consumer<String> out;

  OrganizationEvents(
      String management, String region, Identifiers identifiers, Consumer<String> out) {
    this.management = management;
    this.region = region;
    this.identifiers = identifiers;
    this.out = out;
  }

  void created(CreateAccountStatus status, Instant now) {
    var body = Json.object();
    var details = body.putObject("createAccountStatus");
    details.put("id", status.id());
    details.put("state", status.state());
    details.put("accountName", "****");
    status.accountId().ifPresent(account -> details.put("accountId", account));
    status.failureReason().ifPresent(reason -> details.put("failureReason", reason));
    details.put("requestedTimestamp", STATUS_TIME.format(status.requested()));
    details.put("completedTimestamp", STATUS_TIME.format(now));
    serviceEvent("CreateAccountResult", body, now);
  }

  void joined(Account account, Instant now) {
    var body = Json.object();
    body.put("accountId", account.id());
    body.put("joinedMethod", capitalized(account.joinedMethod().name()));
    body.put("joinedTime", JOINED_TIME.format(now));
    serviceEvent("AccountJoinedOrganization", body, now);
  }

  void departed(String account, String method, Instant now) {
    var body = Json.object();
    body.put("accountId", account);
    body.put("departureMethod", method);
    body.put("departureTime", JOINED_TIME.format(now));
    serviceEvent("AccountDepartedOrganization", body, now);
  }

  void closed(String account, Instant requested, Instant now) {
    var body = Json.object();
    var details = body.putObject("closeAccountStatus");
    details.put("accountId", account);
    details.put("state", "SUCCEEDED");
    details.put("requestedTimestamp", STATUS_TIME.format(requested));
    details.put("completedTimestamp", STATUS_TIME.format(now));
    serviceEvent("CloseAccountResult", body, now);
  }

  /** A call to the management account's API that changed something. */
  void called(String operation, Map<String, String> parameters, Instant now) {
    var detail = detail(operation, "AwsApiCall", now);
    var identity = detail.putObject("userIdentity");
    identity.put("type", "AssumedRole");
    identity.put("accountId", management);
    var request = detail.putObject("requestParameters");
    parameters.forEach(request::put);
    emit("AWS API Call via CloudTrail", detail, now);
  }

  private void serviceEvent(String name, ObjectNode body, Instant now) {
    var detail = detail(name, "AwsServiceEvent", now);
    var identity = detail.putObject("userIdentity");
    identity.put("accountId", management);
    identity.put("invokedBy", "AWS Internal");
    detail.putNull("requestParameters");
    detail.set("serviceEventDetails", body);
    emit("AWS Service Event via CloudTrail", detail, now);
  }

  private ObjectNode detail(String name, String type, Instant now) {
    var detail = Json.object();
    detail.put("eventVersion", "1.08");
    detail.put("eventTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    detail.put("eventSource", "organizations.amazonaws.com");
    detail.put("eventName", name);
    detail.put("awsRegion", region);
    detail.put("sourceIPAddress", "AWS Internal");
    detail.put("userAgent", "AWS Internal");
    detail.putNull("responseElements");
    detail.put("eventID", identifiers.uuid());
    detail.put("readOnly", false);
    detail.put("eventType", type);
    detail.put("managementEvent", true);
    detail.put("recipientAccountId", management);
    detail.put("eventCategory", "Management");
    return detail;
  }

  private void emit(String detailType, ObjectNode detail, Instant now) {
    var event = Json.object();
    event.put("version", "0");
    event.put("id", identifiers.uuid());
    event.put("detail-type", detailType);
    event.put("source", "aws.organizations");
    event.put("account", management);
    event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", region);
    event.putArray("resources");
    event.set("detail", detail);
    out.accept(Json.write(event));
  }

  private static String capitalized(String word) {
    return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
  }
}
