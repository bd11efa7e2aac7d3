package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.YamlValue;
import java.util.List;
import java.util.Optional;

/**
 * A policy as one account would have it.
 *
 * @param file the template's file name
 * @param label the logical id of the role that has it, or its own where it stands by itself
 * @param holders logical ids of the roles of the template that have it
 * @param line where its document stands
 * @param where the template's condition where it cannot be told whether the account gets it
 */
record PlacedPolicy(
    AccountId account,
    Manifest.Stack stack,
    String file,
    String label,
    Sort sort,
    Optional<String> name,
    List<String> holders,
    int line,
    Optional<String> where,
    YamlValue document) {

  /** What sort of policy it is. */
  enum Sort {
    /** Whom a role lets in. */
    TRUST,
    /** What a role may do, written into it. */
    INLINE,
    /** What whoever has it attached may do. */
    MANAGED,
    /** What whoever has it may do at most; it grants nothing. */
    BOUNDARY
  }

  PlacedPolicy {
    holders = List.copyOf(holders);
  }

  /** The policy, read. */
  PolicyReader.Policy read() {
    return PolicyReader.read(document);
  }

  /** Its statements as they hold for a role that has it. */
  List<PolicyStatement> statements(PlacedRole role) {
    return read().statements().stream()
        .map(statement -> where.equals(role.where()) ? statement : statement.where(where))
        .toList();
  }

  /** Its statements that allow something, and nothing where it is a boundary or a trust policy. */
  List<PolicyStatement> grants() {
    return sort == Sort.INLINE || sort == Sort.MANAGED
        ? read().statements().stream().filter(PolicyStatement::allows).toList()
        : List.of();
  }

  Finding error(String rule, int at, String message) {
    return Finding.error(rule, file, at, message);
  }

  Finding warning(String rule, int at, String message) {
    return Finding.warning(rule, file, at, message);
  }
}
