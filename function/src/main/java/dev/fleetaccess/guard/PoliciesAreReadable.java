package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every policy can be read, so that nothing in it passes because nobody looked. The trust of a
 * spoke is read by the rule that only the hub is trusted.
 */
final class PoliciesAreReadable implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (AccountId account : examined.sortsOfAccount()) {
      examined.roles(account).forEach(role -> boundary(role).ifPresent(findings::add));
      for (PlacedPolicy policy : examined.policies(account)) {
        if (policy.sort() == PlacedPolicy.Sort.TRUST
            && !policy.stack().in().contains(Placement.HUB)) {
          continue;
        }
        for (Term unread : policy.read().unread()) {
          findings.add(
              policy.error(
                  "policy-unread",
                  unread.line(),
                  "What "
                      + unread.text()
                      + " of '"
                      + policy.label()
                      + "' comes to was not examined: write it with plain values, parameters or"
                      + " !Sub."));
        }
      }
    }
    return findings;
  }

  /** A boundary that some accounts have and others not; any other reference is read or compared. */
  private static Optional<Finding> boundary(PlacedRole role) {
    return role.properties()
        .value("PermissionsBoundary")
        .filter(value -> Values.function(value).filter("Fn::If"::equals).isPresent())
        .map(
            value ->
                role.error(
                    "policy-unread",
                    value.line(),
                    "Which boundary '"
                        + role.id()
                        + "' has was not examined: write it with plain values, parameters or"
                        + " !Sub."));
  }
}
