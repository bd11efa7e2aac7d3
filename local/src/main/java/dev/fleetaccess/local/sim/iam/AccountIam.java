package dev.fleetaccess.local.sim.iam;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The roles of one account. Names are unique whatever their case and path. Every refusal is an
 * {@link AwsError} as IAM words it.
 */
public final class AccountIam {
  private final String account;
  private final IamDirectory directory;
  private final AccountPolicies policies;
  private final Map<String, Role> roles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  AccountIam(String account, IamDirectory directory) {
    this.account = account;
    this.directory = directory;
    this.policies = new AccountPolicies(account, directory, this);
  }

  /** The account's managed policies. */
  public AccountPolicies policies() {
    return policies;
  }

  /** Every role, by name. */
  public Collection<Role> roles() {
    return List.copyOf(roles.values());
  }

  /** The role of that name, if there is one. */
  public Optional<Role> find(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  /**
   * The role of that name.
   *
   * @throws AwsError {@code NoSuchEntity}
   */
  public Role role(String name) {
    return find(name).orElseThrow(() -> IamErrors.noSuchRole(name));
  }

  /** The ARN that a role of that name has or would have at path {@code /}. */
  public String arnOf(String name) {
    return find(name)
        .map(Role::arn)
        .orElseGet(() -> directory.partition().roleArn(account, "/", name));
  }

  /** Creates a role, its inline policies and attachments included; usable once it has spread. */
  public Role create(RoleSpec spec) {
    return create(spec, directory.propagation());
  }

  /** Creates a role that is usable after that long. */
  public Role create(RoleSpec spec, Duration untilUsable) {
    RoleLimits.check(spec);
    if (roles.containsKey(spec.name())) {
      throw IamErrors.alreadyExists("Role with name " + spec.name() + " already exists.");
    }
    spec.attached().forEach(policies::policy);
    spec.boundary().ifPresent(policies::policy);
    var now = directory.agenda().time();
    var role =
        new Role(
            account,
            directory.partition().roleArn(account, spec.path(), spec.name()),
            directory.identifiers().unique("AROA"),
            spec.trusting(directory.stored(spec.trust())),
            now,
            now.plus(untilUsable));
    roles.put(role.name(), role);
    directory.register(role);
    return role;
  }

  /** Deletes a role that has neither inline policies nor attachments left. */
  public void delete(String name) {
    var role = role(name);
    if (!role.spec().attached().isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
    if (!role.spec().inline().isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must delete policies first.");
    }
    roles.remove(name);
    directory.unregister(role);
  }

  /** Whether a role's trust policy is that one, however its principals are written. */
  public boolean trusts(String name, PolicyDocument trust) {
    try {
      return role(name).spec().trust().equals(directory.stored(trust));
    } catch (AwsError e) {
      // A policy that could not even be saved is not the one that was.
      return false;
    }
  }

  /** Replaces the trust policy. */
  public void updateTrust(String name, PolicyDocument trust) {
    change(name, spec -> spec.trusting(directory.stored(trust)));
  }

  /** Replaces description and longest session. */
  public void update(String name, String description, Duration maxSession) {
    change(
        name,
        spec ->
            new RoleSpec(
                spec.name(),
                spec.path(),
                spec.trust(),
                description,
                maxSession,
                spec.boundary(),
                spec.tags(),
                spec.inline(),
                spec.attached()));
  }

  /** Adds or replaces an inline policy. */
  public void putPolicy(String name, String policyName, PolicyDocument policy) {
    change(name, spec -> spec.allowing(policyName, policy));
  }

  /** Deletes an inline policy. */
  public void deletePolicy(String name, String policyName) {
    var more = new TreeMap<>(role(name).spec().inline());
    if (more.remove(policyName) == null) {
      throw IamErrors.noSuchEntity("The role policy with name " + policyName + " cannot be found.");
    }
    change(name, spec -> withInline(spec, more));
  }

  /** Attaches a managed policy; attached already is no error. */
  public void attach(String name, String policyArn) {
    policies.policy(policyArn);
    var more = new ArrayList<>(role(name).spec().attached());
    if (!more.contains(policyArn)) {
      more.add(policyArn);
    }
    change(name, spec -> spec.attaching(more));
  }

  /** Detaches a managed policy. */
  public void detach(String name, String policyArn) {
    var rest = new ArrayList<>(role(name).spec().attached());
    if (!rest.remove(policyArn)) {
      throw IamErrors.noSuchEntity("Policy " + policyArn + " was not found.");
    }
    change(name, spec -> spec.attaching(rest));
  }

  /** Sets or, when empty, takes away the permissions boundary. */
  public void bound(String name, Optional<String> policyArn) {
    policyArn.ifPresent(policies::policy);
    change(
        name,
        spec ->
            new RoleSpec(
                spec.name(),
                spec.path(),
                spec.trust(),
                spec.description(),
                spec.maxSession(),
                policyArn,
                spec.tags(),
                spec.inline(),
                spec.attached()));
  }

  /** Replaces all tags. */
  public void retag(String name, Map<String, String> tags) {
    change(name, spec -> spec.tagged(tags));
  }

  private void change(String name, UnaryOperator<RoleSpec> change) {
    var role = role(name);
    var changed = change.apply(role.spec());
    RoleLimits.check(changed);
    roles.put(role.name(), role.with(changed));
  }

  private static RoleSpec withInline(RoleSpec spec, Map<String, PolicyDocument> inline) {
    return new RoleSpec(
        spec.name(),
        spec.path(),
        spec.trust(),
        spec.description(),
        spec.maxSession(),
        spec.boundary(),
        spec.tags(),
        inline,
        spec.attached());
  }
}
