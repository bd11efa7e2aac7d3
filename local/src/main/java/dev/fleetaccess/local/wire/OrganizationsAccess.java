package dev.fleetaccess.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.org.Organization;
import dev.fleetaccess.local.sim.org.OrganizationErrors;

/** Who may ask Organizations: the management account, and members a little. */
final class OrganizationsAccess {
  private final Organization organization;

  OrganizationsAccess(Organization organization) {
    this.organization = organization;
  }

  /** Any account of the organization, as far as the caller's policies allow. */
  void member(Access caller, String resource) {
    if (organization.find(caller.account()).isEmpty()) {
      throw OrganizationErrors.notInUse();
    }
    caller.require(resource);
  }

  /** The management account alone, as far as the caller's policies allow. */
  void management(Access caller, String resource) {
    if (organization.find(caller.account()).isEmpty()) {
      throw OrganizationErrors.notInUse();
    }
    if (!caller.account().equals(organization.settings().management())) {
      throw OrganizationErrors.accessDenied();
    }
    caller.require(resource);
  }

  static String text(JsonNode in, String member) {
    if (!in.path(member).isTextual()) {
      throw OrganizationErrors.invalidInput(
          "INPUT_REQUIRED", "You must specify a value for " + member + ".");
    }
    return in.get(member).asText();
  }

  static String accountId(JsonNode in) {
    var id = text(in, "AccountId");
    if (!id.matches("\\d{12}")) {
      throw OrganizationErrors.invalidInput(
          "INVALID_PATTERN_TARGET_ID", "The provided account id is not of twelve digits.");
    }
    return id;
  }
}
