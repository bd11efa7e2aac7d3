package dev.fleetaccess.local.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.base.Json;
import dev.fleetaccess.local.sim.org.Account;
import dev.fleetaccess.local.sim.org.CreateAccountStatus;
import dev.fleetaccess.local.sim.org.Organization;
import dev.fleetaccess.local.sim.org.OrganizationSettings.StateAnswer;
import dev.fleetaccess.local.sim.org.Unit;
import java.time.Instant;
import java.util.Map;

/** The shapes of AWS Organizations in JSON. */
final class OrganizationsJson {
  private final Organization organization;

  OrganizationsJson(Organization organization) {
    this.organization = organization;
  }

  ObjectNode account(Account account) {
    var settings = organization.settings();
    var json = Json.object();
    json.put("Id", account.id());
    json.put("Arn", settings.accountArn(account.id()));
    json.put("Email", account.email());
    json.put("Name", account.name());
    if (settings.answer() != StateAnswer.STATE_ONLY) {
      json.put("Status", account.state().status());
    }
    if (settings.answer() != StateAnswer.STATUS_ONLY) {
      json.put("State", account.state().name());
    }
    json.put("JoinedMethod", account.joinedMethod().name());
    json.put("JoinedTimestamp", seconds(account.joined()));
    json.putArray("Paths").add(path(account.id()));
    return json;
  }

  ObjectNode unit(Unit unit) {
    var json = Json.object();
    json.put("Id", unit.id());
    json.put(
        "Arn", organization.settings().arn("ou/" + organization.settings().id() + "/" + unit.id()));
    json.put("Name", unit.name());
    return json;
  }

  ObjectNode root() {
    var settings = organization.settings();
    var json = Json.object();
    json.put("Id", settings.rootId());
    json.put("Arn", settings.arn("root/" + settings.id() + "/" + settings.rootId()));
    json.put("Name", "Root");
    policyType(json);
    return json;
  }

  ObjectNode organization() {
    var settings = organization.settings();
    var json = Json.object();
    json.put("Id", settings.id());
    json.put("Arn", settings.arn("organization/" + settings.id()));
    json.put("FeatureSet", "ALL");
    json.put("MasterAccountArn", settings.accountArn(settings.management()));
    json.put("MasterAccountId", settings.management());
    json.put("MasterAccountEmail", organization.account(settings.management()).email());
    json.putArray("AvailablePolicyTypes");
    return json;
  }

  ObjectNode status(CreateAccountStatus status) {
    var json = Json.object();
    json.put("Id", status.id());
    json.put("AccountName", status.accountName());
    json.put("State", status.state());
    json.put("RequestedTimestamp", seconds(status.requested()));
    status.completed().ifPresent(when -> json.put("CompletedTimestamp", seconds(when)));
    status.accountId().ifPresent(id -> json.put("AccountId", id));
    status.failureReason().ifPresent(reason -> json.put("FailureReason", reason));
    return json;
  }

  ObjectNode tags(Map<String, String> tags) {
    var json = Json.object();
    var list = json.putArray("Tags");
    tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
    return json;
  }

  private String path(String account) {
    var path = new StringBuilder(account).append('/');
    var at = account;
    while (!at.equals(organization.settings().rootId())) {
      at = organization.parentOf(at);
      path.insert(0, at + "/");
    }
    return organization.settings().id() + "/" + path;
  }

  private static void policyType(ObjectNode json) {
    json.putArray("PolicyTypes")
        .addObject()
        .put("Type", "SERVICE_CONTROL_POLICY")
        .put("Status", "ENABLED");
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1e3;
  }
}
