package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.lambda.Session;
import dev.fleetaccess.local.sim.org.AccountCreation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/** What an administrator of an account does to its roles by hand: IAM's own calls, on the wire. */
final class Tampering {
  /** What gives everything. */
  static final String ADMINISTRATOR = "AdministratorAccess";

  private static final String HUB = "hub-001";
  private static final String SPOKE = "spoke-001";
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"%s": "%s"}}]}
      """;

  private final LocalOrganization organization;

  Tampering(LocalOrganization organization) {
    this.organization = Objects.requireNonNull(organization);
  }

  /** Has a spoke trust the hub role by its ARN alone, as many do. */
  void trustByArn(String account) {
    trust(account, TRUST.formatted("AWS", arn(hub(), "/security/", HUB)));
  }

  /** Has a spoke let somebody else in, and do everything. */
  void giveAway(String account) {
    trust(account, TRUST.formatted("Service", "ec2.amazonaws.com"));
    String administrator =
        "arn:%s:iam::aws:policy/%s"
            .formatted(
                organization.world().settings().organization().partition().id(), ADMINISTRATOR);
    in(account, iam -> iam.attachRolePolicy(call -> call.roleName(SPOKE).policyArn(administrator)));
  }

  /** Deletes the hub role and makes it again, with the same trust and the same policies. */
  void makeHubAnew() {
    in(hub(), Tampering::makeAnew);
  }

  private static void makeAnew(IamClient iam) {
    Role role = iam.getRole(call -> call.roleName(HUB)).role();
    Map<String, String> policies = new HashMap<>();
    for (String name : iam.listRolePolicies(call -> call.roleName(HUB)).policyNames()) {
      String policy =
          iam.getRolePolicy(call -> call.roleName(HUB).policyName(name)).policyDocument();
      policies.put(name, decoded(policy));
      iam.deleteRolePolicy(call -> call.roleName(HUB).policyName(name));
    }
    iam.deleteRole(call -> call.roleName(HUB));
    iam.createRole(
        call ->
            call.roleName(HUB)
                .path(role.path())
                .assumeRolePolicyDocument(decoded(role.assumeRolePolicyDocument())));
    policies.forEach(
        (name, policy) ->
            iam.putRolePolicy(call -> call.roleName(HUB).policyName(name).policyDocument(policy)));
  }

  private static String decoded(String document) {
    return URLDecoder.decode(document, StandardCharsets.UTF_8);
  }

  private void trust(String account, String policy) {
    in(
        account,
        iam -> iam.updateAssumeRolePolicy(call -> call.roleName(SPOKE).policyDocument(policy)));
  }

  private void in(String account, Consumer<IamClient> doing) {
    Session session = organization.issue(arn(account, "/", AccountCreation.DEFAULT_ACCESS_ROLE));
    var credentials =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    try (var http = ApacheHttpClient.builder().build();
        var iam =
            IamClient.builder()
                .httpClient(http)
                .endpointOverride(organization.endpoint())
                .region(Region.of(organization.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
      doing.accept(iam);
    }
  }

  private String hub() {
    return organization.world().settings().hub();
  }

  private String arn(String account, String path, String name) {
    return organization.world().settings().organization().partition().roleArn(account, path, name);
  }
}
