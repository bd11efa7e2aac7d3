package dev.fleetaccess.local.moto;

import dev.fleetaccess.reconcile.LiveRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.Tag;

/** Roles and policies that somebody makes by hand in moto's IAM. */
final class HandMade {
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"AWS": "arn:aws:iam::111111111111:root"}}]}
      """;

  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets",
       "Resource": "*"}]}
      """;

  private HandMade() {}

  /** The ARN of a managed policy of the account. */
  static String policy(Moto moto) {
    try (var iam = moto.iam()) {
      return iam.createPolicy(request -> request.policyName("contract").policyDocument(POLICY))
          .policy()
          .arn();
    }
  }

  /** A role of that name that may do nothing. */
  static void role(Moto moto, String name, String path) {
    role(
        moto,
        new LiveRole(name, path, TRUST, Map.of(), Set.of(), Optional.empty(), "3600", Map.of()));
  }

  static void role(Moto moto, LiveRole role) {
    try (var iam = moto.iam()) {
      List<Tag> tags =
          role.tags().entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toList();
      iam.createRole(
          request ->
              request
                  .roleName(role.name())
                  .path(role.path())
                  .assumeRolePolicyDocument(role.trust())
                  .maxSessionDuration(Integer.valueOf(role.session()))
                  .tags(tags));
      role.inline()
          .forEach(
              (name, policy) ->
                  iam.putRolePolicy(
                      request ->
                          request.roleName(role.name()).policyName(name).policyDocument(policy)));
      for (String policy : role.attached()) {
        iam.attachRolePolicy(request -> request.roleName(role.name()).policyArn(policy));
      }
    }
  }
}
