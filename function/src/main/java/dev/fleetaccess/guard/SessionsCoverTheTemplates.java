package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.SessionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
      tooLong(examined, account).ifPresent(findings::add);
    }
    return findings.stream().distinct().toList();
  }

  /** An account has what the release before made until it has been brought the new one. */
  private static Optional<Finding> tooLong(Examined examined, AccountId account) {
    int alone = SessionPolicy.length(account, List.of(examined.release()));
    if (alone > SessionPolicy.LONGEST) {
      return Optional.of(
          tooLong(
              examined,
              "The session policy for one account has " + alone,
              "put roles and managed policies under fewer paths, or policies into the roles."));
    }
    return examined
        .current()
        .map(before -> SessionPolicy.length(account, List.of(examined.release(), before)))
        .filter(both -> both > SessionPolicy.LONGEST)
        .map(
            both ->
                tooLong(
                    examined,
                    "Together with what stands there the session policy for one account has "
                        + both,
                    "bring the change in two releases, one after the other."));
  }

  private static Finding tooLong(Examined examined, String what, String advice) {
    return Finding.error(
        "session-policy-too-long",
        ReleaseSource.MANIFEST,
        examined.release().line("stacks"),
        what + " characters, and AssumeRole takes " + SessionPolicy.LONGEST + ": " + advice);
  }
}
