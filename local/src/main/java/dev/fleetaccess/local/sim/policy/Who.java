package dev.fleetaccess.local.sim.policy;

import java.util.Objects;

/** Who asks, as far as the principal element of a policy can tell. */
public sealed interface Who {
  /**
   * A session of a role.
   *
   * @param account the role's account
   * @param roleId the role's unique id, {@code AROA…}
   * @param sessionArn the session's ARN, {@code arn:…:assumed-role/NAME/SESSION}
   */
  record RoleSession(String account, String roleId, String sessionArn) implements Who {
    public RoleSession {
      Objects.requireNonNull(account);
      Objects.requireNonNull(roleId);
      Objects.requireNonNull(sessionArn);
    }
  }

  /**
   * An AWS service.
   *
   * @param name such as {@code lambda.amazonaws.com}
   */
  record Service(String name) implements Who {
    public Service {
      Objects.requireNonNull(name);
    }
  }
}
