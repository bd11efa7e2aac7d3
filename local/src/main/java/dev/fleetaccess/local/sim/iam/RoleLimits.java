package dev.fleetaccess.local.sim.iam;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.util.regex.Pattern;

/** IAM's default quotas and syntax for roles. */
final class RoleLimits {
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
  private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7e]{1,510}/");
  private static final int ATTACHED = 20;
  private static final int TRUST = 2_048;
  private static final int INLINE = 10_240;
  private static final int TAGS = 50;

  private RoleLimits() {}

  static void check(RoleSpec spec) {
    if (!NAME.matcher(spec.name()).matches()) {
      throw AwsError.validation(
          "The specified value for roleName is invalid. It must contain only alphanumeric"
              + " characters and/or the following: +=,.@_-");
    }
    if (!PATH.matcher(spec.path()).matches()) {
      throw AwsError.validation(
          "The specified value for path is invalid. It must begin and end with / and contain only"
              + " alphanumeric characters and/or / characters.");
    }
    long seconds = spec.maxSession().toSeconds();
    if (seconds < 3_600 || seconds > 43_200) {
      throw AwsError.validation(
          "1 validation error detected: Value '"
              + seconds
              + "' at 'maxSessionDuration' failed to satisfy constraint: Member must have value "
              + (seconds < 3_600
                  ? "greater than or equal to 3600"
                  : "less than or equal to 43200"));
    }
    if (spec.attached().size() > ATTACHED) {
      throw IamErrors.limit("PoliciesPerRole", ATTACHED);
    }
    if (spec.trust().length() > TRUST) {
      throw IamErrors.limit("ACLSizePerRole", TRUST);
    }
    if (spec.tags().size() > TAGS) {
      throw IamErrors.limit("TagsPerRole", TAGS);
    }
    if (spec.inline().values().stream().mapToInt(PolicyDocument::length).sum() > INLINE) {
      throw AwsError.of(
          "LimitExceeded",
          409,
          "Maximum policy size of " + INLINE + " bytes exceeded for role " + spec.name());
    }
  }
}
