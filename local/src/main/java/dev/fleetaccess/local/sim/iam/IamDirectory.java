package dev.fleetaccess.local.sim.iam;

import dev.fleetaccess.local.sim.base.Agenda;
import dev.fleetaccess.local.sim.base.Arn;
import dev.fleetaccess.local.sim.base.Identifiers;
import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The IAM of every account: what trust policies need to name roles of one another. */
public final class IamDirectory {
  private final Partition partition;
  private final Identifiers identifiers;
  private final Agenda agenda;
  private final Duration propagation;
  private final Map<String, AccountIam> accounts = new HashMap<>();
  private final Map<String, Place> placesById = new HashMap<>();

  private record Place(AccountIam iam, String name) {}

  /**
   * An empty directory.
   *
   * @param propagation how long a new role takes until it can be assumed or named
   */
  public IamDirectory(
      Partition partition, Identifiers identifiers, Agenda agenda, Duration propagation) {
    this.partition = partition;
    this.identifiers = identifiers;
    this.agenda = agenda;
    this.propagation = propagation;
  }

  /** The IAM of one account, which begins empty. */
  public AccountIam account(String id) {
    return accounts.computeIfAbsent(id, each -> new AccountIam(each, this));
  }

  /** The role of that ARN, path included, if it exists. */
  public Optional<Role> byArn(String arn) {
    return Arn.parse(arn)
        .filter(each -> each.service().equals("iam") && accounts.containsKey(each.account()))
        .filter(each -> each.resource().startsWith("role/"))
        .flatMap(
            each ->
                accounts
                    .get(each.account())
                    .find(each.resource().substring(each.resource().lastIndexOf('/') + 1)))
        .filter(role -> role.arn().equals(arn));
  }

  /** The role of that unique id, if it still exists. */
  public Optional<Role> byId(String uniqueId) {
    return Optional.ofNullable(placesById.get(uniqueId))
        .flatMap(place -> place.iam.find(place.name))
        .filter(role -> role.uniqueId().equals(uniqueId));
  }

  /** A trust policy as IAM shows it: unique ids as ARNs again, where the role still exists. */
  public PolicyDocument shown(PolicyDocument trust) {
    return TrustText.rewrite(trust, each -> byId(each).map(Role::arn).orElse(each));
  }

  /** A trust policy as IAM stores it: role ARNs as unique ids. */
  PolicyDocument stored(PolicyDocument trust) {
    return TrustText.rewrite(trust, this::storedPrincipal);
  }

  private String storedPrincipal(String principal) {
    if (principal.startsWith("AROA")) {
      return byId(principal)
          .map(Role::uniqueId)
          .orElseThrow(() -> IamErrors.invalidPrincipal(principal));
    }
    if (principal.equals("*")) {
      return principal;
    }
    if (principal.matches("\\d{12}")) {
      // IAM keeps a bare account as its root.
      return partition.arn("iam", "", principal, "root");
    }
    var arn = Arn.parse(principal).orElseThrow(() -> IamErrors.invalidPrincipal(principal));
    if (!arn.partition().equals(partition.id())) {
      throw IamErrors.invalidPrincipal(principal);
    }
    boolean root = arn.service().equals("iam") && arn.resource().equals("root");
    boolean session = arn.service().equals("sts") && arn.resource().startsWith("assumed-role/");
    if (root || session) {
      return principal;
    }
    return byArn(principal)
        .filter(role -> !role.usableFrom().isAfter(agenda.time()))
        .map(Role::uniqueId)
        .orElseThrow(() -> IamErrors.invalidPrincipal(principal));
  }

  Partition partition() {
    return partition;
  }

  Identifiers identifiers() {
    return identifiers;
  }

  Agenda agenda() {
    return agenda;
  }

  Duration propagation() {
    return propagation;
  }

  void register(Role role) {
    placesById.put(role.uniqueId(), new Place(account(role.account()), role.spec().name()));
  }

  void unregister(Role role) {
    placesById.remove(role.uniqueId());
  }
}
