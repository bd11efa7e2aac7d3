package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.reconcile.Roles;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** IAM in an account that was entered. */
public final class IamRoles implements Roles {
  private final Supplier<IamClient> client;

  public IamRoles(AwsClients clients) {
    this(clients::iam);
  }

  IamRoles(Supplier<IamClient> client) {
    this.client = client;
  }

  @Override
  public Optional<String> pathOf(Session session, String name) {
    return role(session, name).map(Role::path);
  }

  @Override
  public Optional<LiveRole> read(Session session, String name, String path) {
    return role(session, name)
        .map(
            role ->
                new LiveRole(
                    role.roleName(),
                    role.path(),
                    decoded(role.assumeRolePolicyDocument()),
                    role.path().equals(path) ? inline(session, name) : Map.of(),
                    role.path().equals(path) ? attached(session, name) : Set.of(),
                    Optional.ofNullable(role.permissionsBoundary())
                        .map(AttachedPermissionsBoundary::permissionsBoundaryArn),
                    Optional.ofNullable(role.maxSessionDuration())
                        .map(String::valueOf)
                        .orElse("3600"),
                    role.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value))));
  }

  private Optional<Role> role(Session session, String name) {
    try {
      return Optional.of(
          call(() ->
                  client
                      .get()
                      .getRole(
                          request ->
                              request.roleName(name).overrideConfiguration(as(session).asRole())))
              .role());
    } catch (RemoteFailure e) {
      if (e.failure().code().startsWith("NoSuchEntity")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A role has at most 10,240 characters of inline policies, so they are few. */
  private Map<String, String> inline(Session session, String role) {
    var policies = new TreeMap<String, String>();
    String marker = null;
    do {
      String from = marker;
      var page =
          call(
              () ->
                  client
                      .get()
                      .listRolePolicies(
                          request ->
                              request
                                  .roleName(role)
                                  .marker(from)
                                  .overrideConfiguration(as(session).asRole())));
      page.policyNames().forEach(name -> policies.put(name, policy(session, role, name)));
      marker = Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null;
    } while (marker != null);
    return policies;
  }

  private String policy(Session session, String role, String name) {
    return decoded(
        call(() ->
                client
                    .get()
                    .getRolePolicy(
                        request ->
                            request
                                .roleName(role)
                                .policyName(name)
                                .overrideConfiguration(as(session).asRole())))
            .policyDocument());
  }

  /** A page takes 100, and a role has at most 25. */
  private TreeSet<String> attached(Session session, String role) {
    return call(
            () ->
                client
                    .get()
                    .listAttachedRolePolicies(
                        request ->
                            request.roleName(role).overrideConfiguration(as(session).asRole())))
        .attachedPolicies()
        .stream()
        .map(AttachedPolicy::policyArn)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void detach(Session session, String role, String policyArn) {
    gone(
        () ->
            client
                .get()
                .detachRolePolicy(
                    request ->
                        request
                            .roleName(role)
                            .policyArn(policyArn)
                            .overrideConfiguration(as(session).asRole())));
  }

  @Override
  public void delete(Session session, String role, String policyName) {
    gone(
        () ->
            client
                .get()
                .deleteRolePolicy(
                    request ->
                        request
                            .roleName(role)
                            .policyName(policyName)
                            .overrideConfiguration(as(session).asRole())));
  }

  /** What is gone already is as wanted. */
  private static void gone(Supplier<?> removal) {
    try {
      call(removal);
    } catch (RemoteFailure e) {
      if (!e.failure().code().startsWith("NoSuchEntity")) {
        throw e;
      }
    }
  }

  /** IAM hands policies out URL-encoded, after RFC 3986: a plus sign stands for itself. */
  private static String decoded(String document) {
    return URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static AwsSession as(Session session) {
    return (AwsSession) session;
  }

  private static <T> T call(Supplier<T> call) {
    return AwsFailures.call(AwsService.IAM, call);
  }
}
