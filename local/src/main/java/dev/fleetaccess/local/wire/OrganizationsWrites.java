package dev.fleetaccess.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.Json;
import dev.fleetaccess.local.sim.org.AccountCreation;
import dev.fleetaccess.local.sim.org.Organization;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What of Organizations can be changed on the wire. */
final class OrganizationsWrites {
  private final Organization organization;
  private final AccountCreation creation;
  private final OrganizationsJson json;
  private final OrganizationsAccess access;

  OrganizationsWrites(SimulatedOrganization world) {
    organization = world.organization();
    creation = world.creation();
    json = new OrganizationsJson(organization);
    access = new OrganizationsAccess(organization);
  }

  Map<String, JsonOperation> operations() {
    return Map.of(
        "CreateAccount", this::createAccount,
        "DescribeCreateAccountStatus", this::describeCreateAccountStatus,
        "ListCreateAccountStatus", this::listCreateAccountStatus,
        "CloseAccount", this::closeAccount,
        "MoveAccount", this::moveAccount,
        "RemoveAccountFromOrganization", this::removeAccount,
        "LeaveOrganization", this::leave,
        "TagResource", this::tag);
  }

  private JsonNode createAccount(Access caller, JsonNode in) {
    access.management(caller, "*");
    var status =
        creation.request(
            OrganizationsAccess.text(in, "AccountName"),
            OrganizationsAccess.text(in, "Email"),
            Optional.of(in.path("RoleName").asText()).filter(name -> !name.isEmpty()),
            tags(in));
    return Json.object().set("CreateAccountStatus", json.status(status));
  }

  private JsonNode describeCreateAccountStatus(Access caller, JsonNode in) {
    access.management(caller, "*");
    var status = creation.status(OrganizationsAccess.text(in, "CreateAccountRequestId"));
    return Json.object().set("CreateAccountStatus", json.status(status));
  }

  private JsonNode listCreateAccountStatus(Access caller, JsonNode in) {
    access.management(caller, "*");
    var states = Json.texts(in.path("States"));
    var body = Json.object();
    var list = body.putArray("CreateAccountStatuses");
    creation.all().stream()
        .filter(status -> states.isEmpty() || states.contains(status.state()))
        .forEach(status -> list.add(json.status(status)));
    return body;
  }

  private JsonNode closeAccount(Access caller, JsonNode in) {
    var id = OrganizationsAccess.accountId(in);
    access.management(caller, organization.settings().accountArn(id));
    organization.close(id);
    return Json.object();
  }

  private JsonNode moveAccount(Access caller, JsonNode in) {
    var id = OrganizationsAccess.accountId(in);
    access.management(caller, organization.settings().accountArn(id));
    organization.move(
        id,
        OrganizationsAccess.text(in, "SourceParentId"),
        OrganizationsAccess.text(in, "DestinationParentId"));
    return Json.object();
  }

  private JsonNode removeAccount(Access caller, JsonNode in) {
    var id = OrganizationsAccess.accountId(in);
    access.management(caller, organization.settings().accountArn(id));
    organization.depart(id, true);
    return Json.object();
  }

  private JsonNode leave(Access caller, JsonNode in) {
    access.member(caller, "*");
    organization.depart(caller.account(), false);
    return Json.object();
  }

  private JsonNode tag(Access caller, JsonNode in) {
    var id = OrganizationsAccess.text(in, "ResourceId");
    access.management(caller, organization.settings().accountArn(id));
    organization.tag(id, tags(in));
    return Json.object();
  }

  private static Map<String, String> tags(JsonNode in) {
    var tags = new TreeMap<String, String>();
    in.path("Tags").forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    return tags;
  }
}
