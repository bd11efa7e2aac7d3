package dev.fleetaccess.local.sim.sts;

import dev.fleetaccess.local.sim.base.AwsError;
import java.time.Duration;
import java.util.regex.Pattern;

/** The syntax and limits of a request to assume a role, checked before any policy is. */
final class AssumeRoleLimits {
  private static final String SYNTAX = "[\\w+=,.@-]*";
  private static final Pattern SESSION_NAME = Pattern.compile(SYNTAX);
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final int POLICY = 2_048;
  private static final int TAGS = 50;

  private AssumeRoleLimits() {}

  static void check(AssumeRole request) {
    var name = request.sessionName();
    if (!SESSION_NAME.matcher(name).matches()) {
      throw violated(
          name, "roleSessionName", "Member must satisfy regular expression pattern: " + SYNTAX);
    }
    if (name.length() < 2 || name.length() > 64) {
      throw violated(
          name,
          "roleSessionName",
          "Member must have length "
              + (name.length() < 2 ? "greater than or equal to 2" : "less than or equal to 64"));
    }
    if (request.roleArn().length() < 20) {
      throw violated(
          request.roleArn(), "roleArn", "Member must have length greater than or equal to 20");
    }
    request
        .policy()
        .filter(policy -> policy.length() > POLICY)
        .ifPresent(
            policy -> {
              throw violated(
                  policy, "policy", "Member must have length less than or equal to " + POLICY);
            });
    request
        .externalId()
        .filter(id -> !EXTERNAL_ID.matcher(id).matches())
        .ifPresent(
            id -> {
              throw violated(
                  id,
                  "externalId",
                  "Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*");
            });
    if (request.tags().size() > TAGS) {
      throw violated("tags", "tags", "Member must have length less than or equal to " + TAGS);
    }
    request.duration().ifPresent(AssumeRoleLimits::check);
  }

  private static void check(Duration duration) {
    if (duration.toSeconds() < 900 || duration.toSeconds() > 43_200) {
      throw violated(
          Long.toString(duration.toSeconds()),
          "durationSeconds",
          "Member must have value "
              + (duration.toSeconds() < 900
                  ? "greater than or equal to 900"
                  : "less than or equal to 43200"));
    }
    // Every caller here is itself a session of a role, so this is role chaining.
    if (duration.toSeconds() > 3_600) {
      throw AwsError.validation(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
              + " role chaining");
    }
  }

  private static AwsError violated(String value, String member, String constraint) {
    return AwsError.validation(
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: "
            + constraint);
  }
}
