package dev.fleetaccess.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.Json;
import dev.fleetaccess.local.sim.base.Page;
import dev.fleetaccess.local.sim.org.Account;
import dev.fleetaccess.local.sim.org.Organization;
import dev.fleetaccess.local.sim.org.OrganizationErrors;
import dev.fleetaccess.local.sim.org.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What of Organizations can be read on the wire. */
final class OrganizationsOperations {
  private final Organization organization;
  private final OrganizationsJson json;
  private final OrganizationsAccess access;

  private OrganizationsOperations(Organization organization) {
    this.organization = organization;
    this.json = new OrganizationsJson(organization);
    this.access = new OrganizationsAccess(organization);
  }

  static Map<String, JsonOperation> of(SimulatedOrganization world) {
    var operations = new HashMap<String, JsonOperation>();
    operations.putAll(new OrganizationsOperations(world.organization()).operations());
    operations.putAll(new OrganizationsWrites(world).operations());
    return operations;
  }

  private Map<String, JsonOperation> operations() {
    return Map.ofEntries(
        Map.entry("DescribeOrganization", this::describeOrganization),
        Map.entry("ListAccounts", this::listAccounts),
        Map.entry("DescribeAccount", this::describeAccount),
        Map.entry("ListRoots", this::listRoots),
        Map.entry("ListParents", this::listParents),
        Map.entry("ListChildren", this::listChildren),
        Map.entry("ListOrganizationalUnitsForParent", this::listUnits),
        Map.entry("DescribeOrganizationalUnit", this::describeUnit),
        Map.entry("ListAccountsForParent", this::listAccountsForParent),
        Map.entry("ListTagsForResource", this::listTags));
  }

  private JsonNode describeOrganization(Access caller, JsonNode in) {
    access.member(caller, "*");
    return Json.object().set("Organization", json.organization());
  }

  private JsonNode listAccounts(Access caller, JsonNode in) {
    access.management(caller, "*");
    var page = paged(in, (token, size) -> organization.accounts(token, size));
    return answer(page, "Accounts", json::account);
  }

  private JsonNode describeAccount(Access caller, JsonNode in) {
    var id = OrganizationsAccess.accountId(in);
    access.management(caller, organization.settings().accountArn(id));
    return Json.object().set("Account", json.account(organization.account(id)));
  }

  private JsonNode listRoots(Access caller, JsonNode in) {
    access.management(caller, "*");
    var body = Json.object();
    body.putArray("Roots").add(json.root());
    return body;
  }

  private JsonNode listParents(Access caller, JsonNode in) {
    access.management(caller, "*");
    var parent = organization.parentOf(OrganizationsAccess.text(in, "ChildId"));
    var body = Json.object();
    body.putArray("Parents").add(named(parent));
    return body;
  }

  private JsonNode listChildren(Access caller, JsonNode in) {
    access.management(caller, "*");
    var parent = OrganizationsAccess.text(in, "ParentId");
    var ids =
        OrganizationsAccess.text(in, "ChildType").equals("ACCOUNT")
            ? organization.accountsUnder(parent).stream().map(Account::id).toList()
            : organization.unitsUnder(parent).stream().map(Unit::id).toList();
    return answer(cut(in, ids), "Children", this::named);
  }

  private JsonNode listUnits(Access caller, JsonNode in) {
    access.management(caller, "*");
    var units = organization.unitsUnder(OrganizationsAccess.text(in, "ParentId"));
    return answer(cut(in, units), "OrganizationalUnits", json::unit);
  }

  private JsonNode describeUnit(Access caller, JsonNode in) {
    access.management(caller, "*");
    var unit =
        organization
            .unit(OrganizationsAccess.text(in, "OrganizationalUnitId"))
            .orElseThrow(
                () ->
                    OrganizationErrors.of(
                        "OrganizationalUnitNotFoundException",
                        "You specified an organizational unit that doesn't exist."));
    return Json.object().set("OrganizationalUnit", json.unit(unit));
  }

  private JsonNode listAccountsForParent(Access caller, JsonNode in) {
    access.management(caller, "*");
    var accounts = organization.accountsUnder(OrganizationsAccess.text(in, "ParentId"));
    return answer(cut(in, accounts), "Accounts", json::account);
  }

  private JsonNode listTags(Access caller, JsonNode in) {
    var id = OrganizationsAccess.text(in, "ResourceId");
    if (!id.matches("\\d{12}")) {
      access.management(caller, "*");
      return json.tags(Map.of());
    }
    access.management(caller, organization.settings().accountArn(id));
    return json.tags(
        organization
            .find(id)
            .orElseThrow(
                () ->
                    OrganizationErrors.of(
                        "TargetNotFoundException", "You specified a target that doesn't exist."))
            .tags());
  }

  private ObjectNode named(String id) {
    var type =
        id.startsWith("r-") ? "ROOT" : id.startsWith("ou-") ? "ORGANIZATIONAL_UNIT" : "ACCOUNT";
    return Json.object().put("Id", id).put("Type", type);
  }

  private static <T> Page<T> cut(JsonNode in, List<T> all) {
    return paged(in, (token, size) -> Page.cut(all, token, size));
  }

  private interface Listing<T> {
    Page<T> page(Optional<String> token, int size);
  }

  /** A page of at most 20, a quota of Organizations. */
  private static <T> Page<T> paged(JsonNode in, Listing<T> listing) {
    int size = in.path("MaxResults").asInt(20);
    if (size < 1 || size > 20) {
      throw OrganizationErrors.invalidInput(
          size < 1 ? "MIN_VALUE_NOT_MET" : "MAX_VALUE_EXCEEDED",
          "You specified an invalid value for MaxResults: it is 1 to 20.");
    }
    try {
      return listing.page(
          in.hasNonNull("NextToken") ? Optional.of(in.get("NextToken").asText()) : Optional.empty(),
          size);
    } catch (IllegalArgumentException e) {
      throw OrganizationErrors.invalidInput(
          "INVALID_NEXT_TOKEN", "You specified an invalid value for nextToken.");
    }
  }

  private static <T> JsonNode answer(Page<T> page, String name, Function<T, ObjectNode> shape) {
    var body = Json.object();
    var list = body.putArray(name);
    page.items().forEach(each -> list.add(shape.apply(each)));
    page.next().ifPresent(token -> body.put("NextToken", token));
    return body;
  }
}
