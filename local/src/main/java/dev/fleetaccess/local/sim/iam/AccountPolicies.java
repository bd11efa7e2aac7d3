package dev.fleetaccess.local.sim.iam;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The managed policies that one account sees: its own, and those of AWS. */
public final class AccountPolicies {
  /** Characters without white space, a quota of IAM. */
  private static final int LONGEST = 6_144;

  private final String account;
  private final IamDirectory directory;
  private final AccountIam roles;
  private final Map<String, ManagedPolicy> own = new TreeMap<>();

  AccountPolicies(String account, IamDirectory directory, AccountIam roles) {
    this.account = account;
    this.directory = directory;
    this.roles = roles;
  }

  /** The account's own managed policies. */
  public Collection<ManagedPolicy> own() {
    return List.copyOf(own.values());
  }

  /**
   * The policy of that ARN, own or AWS's.
   *
   * @throws AwsError {@code NoSuchEntity}
   */
  public ManagedPolicy policy(String arn) {
    var found = own.get(arn);
    return found != null
        ? found
        : AwsManagedPolicies.find(directory.partition(), arn)
            .orElseThrow(
                () ->
                    IamErrors.noSuchEntity(
                        "Policy " + arn + " does not exist or is not attachable."));
  }

  /** The ARN a policy of that path and name has in this account. */
  public String arnOf(String path, String name) {
    return directory.partition().arn("iam", "", account, "policy" + path + name);
  }

  /** Creates a policy. */
  public ManagedPolicy create(
      String name, String path, String description, PolicyDocument document) {
    check(document);
    if (own.values().stream().anyMatch(each -> each.name().equalsIgnoreCase(name))) {
      throw IamErrors.alreadyExists(
          "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }
    var policy =
        new ManagedPolicy(
            arnOf(path, name),
            directory.identifiers().unique("ANPA"),
            name,
            path,
            description,
            List.of(document),
            directory.agenda().time());
    own.put(policy.arn(), policy);
    return policy;
  }

  /** Makes another document the default version. */
  public void update(String arn, PolicyDocument document) {
    check(document);
    var policy = policy(arn);
    var versions = new ArrayList<>(policy.versions());
    versions.add(document);
    own.put(
        arn,
        new ManagedPolicy(
            arn,
            policy.uniqueId(),
            policy.name(),
            policy.path(),
            policy.description(),
            versions,
            policy.created()));
  }

  /** Deletes a policy that no role uses. */
  public void delete(String arn) {
    policy(arn);
    if (attachments(arn) > 0) {
      throw IamErrors.deleteConflict("Cannot delete a policy attached to entities.");
    }
    own.remove(arn);
  }

  /** How many roles have it attached or as their boundary. */
  public long attachments(String arn) {
    return roles.roles().stream()
        .filter(
            role ->
                role.spec().attached().contains(arn)
                    || role.spec().boundary().filter(arn::equals).isPresent())
        .count();
  }

  private static void check(PolicyDocument document) {
    if (document.length() > LONGEST) {
      throw IamErrors.limit("PolicySize", LONGEST);
    }
  }
}
