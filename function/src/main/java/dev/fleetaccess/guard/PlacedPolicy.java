package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A policy as one account would have it.
 *
 * @param file the template's file name
 * @param label the logical id of the role that has it, or its own where it stands by itself
 * @param path where a managed policy lies, its name included, such as {@code /fleet/Edge}; empty
 *     where it has no name that can be read
 * @param holders the roles that have it
 * @param bounded the roles that it bounds
 * @param line where its document stands
 * @param where the template's condition where it cannot be told whether the account gets it
 * @param read the document, read
 */
record PlacedPolicy(
    AccountId account,
    Manifest.Stack stack,
    String file,
    String label,
    Sort sort,
    Optional<String> name,
    Optional<String> path,
    List<Holder> holders,
    List<Holder> bounded,
    int line,
    Optional<String> where,
    YamlValue document,
    PolicyReader.Policy read) {
  private static final Pattern ARN = Pattern.compile("arn:[^:]+:iam::(\\d{12}):policy(/.+)");

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
    bounded = List.copyOf(bounded);
  }

  /**
   * A role that has a policy, of the same stack or of another one.
   *
   * @param id its logical id
   */
  record Holder(String stack, String id) {}

  /** Whether a role has it. */
  boolean isOf(PlacedRole role) {
    return holders.contains(new Holder(role.stack().name(), role.id()));
  }

  /** Whether it bounds a role. */
  boolean bounds(PlacedRole role) {
    return bounded.contains(new Holder(role.stack().name(), role.id()));
  }

  /** Whether it is one of a role, or bounds one, that another stack makes. */
  boolean isOfAnotherStacksRole() {
    return Stream.concat(holders.stream(), bounded.stream())
        .anyMatch(holder -> !holder.stack().equals(stack.name()));
  }

  /**
   * The same, with the roles of its account that name it by its ARN, whichever stack's they are.
   */
  PlacedPolicy among(List<PlacedRole> roles) {
    if (sort != Sort.MANAGED && sort != Sort.BOUNDARY) {
      return this;
    }
    List<Holder> having = named(roles, holders, PlacedRole::managedPolicies);
    List<Holder> within = named(roles, bounded, PlacedRole::boundaries);
    return new PlacedPolicy(
        account,
        stack,
        file,
        label,
        having.isEmpty() && !within.isEmpty() ? Sort.BOUNDARY : Sort.MANAGED,
        name,
        path,
        having,
        within,
        line,
        where,
        document,
        read);
  }

  private List<Holder> named(
      List<PlacedRole> roles, List<Holder> known, Function<PlacedRole, List<YamlValue>> property) {
    return Stream.concat(
            known.stream(),
            roles.stream()
                .filter(role -> property.apply(role).stream().anyMatch(this::isNamed))
                .map(role -> new Holder(role.stack().name(), role.id())))
        .distinct()
        .toList();
  }

  /** Whether that stands in a role of a stack for this policy: by a reference or by its ARN. */
  boolean isMeant(YamlValue item, Manifest.Stack by) {
    boolean managed = sort == Sort.MANAGED || sort == Sort.BOUNDARY;
    boolean referred = stack.name().equals(by.name()) && PolicyCollector.refersTo(item, label);
    return managed && (referred || isNamed(item));
  }

  /**
   * Whether it is the policy's ARN. IAM tells names apart by no case. A member's id is not known,
   * so any may be its own; AWS's policies are in none.
   */
  private boolean isNamed(YamlValue item) {
    return Values.text(item)
        .map(ARN::matcher)
        .filter(Matcher::matches)
        .filter(arn -> isOwnAccount(arn.group(1)))
        .filter(arn -> path.filter(arn.group(2)::equalsIgnoreCase).isPresent())
        .isPresent();
  }

  private boolean isOwnAccount(String id) {
    return account.equals(Examined.MEMBER)
        || id.equals(account.value())
        || id.equals(Examined.MEMBER.value());
  }

  /**
   * Its statements as they hold for a role that has it; where it stands in another file than the
   * role, at the line by which the role has it.
   */
  List<PolicyStatement> statements(PlacedRole role) {
    return read.statements().stream()
        .map(statement -> where.equals(role.where()) ? statement : statement.where(where))
        .map(
            statement ->
                file.equals(role.file())
                    ? statement
                    : statement.at(
                        role.line(isOf(role) ? "ManagedPolicyArns" : "PermissionsBoundary")))
        .toList();
  }

  /** Its statements that allow something, and nothing where it is a boundary or a trust policy. */
  List<PolicyStatement> grants() {
    return sort == Sort.INLINE || sort == Sort.MANAGED
        ? read.statements().stream().filter(PolicyStatement::allows).toList()
        : List.of();
  }

  Finding error(String rule, int at, String message) {
    return Finding.error(rule, file, at, message);
  }

  Finding warning(String rule, int at, String message) {
    return Finding.warning(rule, file, at, message);
  }
}
