package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Placement;
import java.util.ArrayList;
import java.util.List;

/**
 * Every policy can be read, so that nothing in it passes because nobody looked. The trust of a
 * spoke is read by the rule that only the hub is trusted.
 */
final class PoliciesAreReadable implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (AccountId account : examined.sortsOfAccount()) {
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
}
