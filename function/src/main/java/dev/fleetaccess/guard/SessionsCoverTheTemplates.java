package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.SessionPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Every resource of the templates can be written by the narrowed sessions that accounts are entered
 * by; what they cannot write would fail in every account.
 */
final class SessionsCoverTheTemplates implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (AccountId account : examined.sortsOfAccount()) {
      for (Manifest.Stack stack : examined.release().stacksFor(account)) {
        findings.addAll(SessionPolicy.uncovered(examined.release(), stack.name(), account));
      }
      int length = SessionPolicy.of(account, List.of(examined.release())).length();
      if (length > SessionPolicy.LONGEST) {
        findings.add(
            Finding.error(
                "session-policy-too-long",
                ReleaseSource.MANIFEST,
                examined.release().line("stacks"),
                "The session policy for one account has "
                    + length
                    + " characters, and AssumeRole takes "
                    + SessionPolicy.LONGEST
                    + ": put roles under fewer paths, or managed policies into the roles."));
      }
    }
    return findings.stream().distinct().toList();
  }
}
