package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.ReleaseSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes notes of the findings that the manifest allows, and tells what it allows in vain. */
final class Allowances {
  private Allowances() {}

  /**
   * @param whole whether everybody was asked who could find something
   */
  static List<Finding> apply(
      List<Finding> findings, List<Manifest.Allowance> allowed, boolean whole) {
    Map<String, Manifest.Allowance> byFinding = new HashMap<>();
    allowed.forEach(one -> byFinding.put(one.finding(), one));
    Set<String> met = new HashSet<>();
    var judged = new ArrayList<Finding>();
    for (Finding finding : findings) {
      var allowance = finding.fingerprint().map(byFinding::get);
      if (allowance.isPresent()) {
        met.add(allowance.get().finding());
        judged.add(
            finding.noted().saying(finding.message() + " Allowed: " + allowance.get().reason()));
      } else {
        judged.add(finding);
      }
    }
    for (Manifest.Allowance one : allowed) {
      if (!met.contains(one.finding())) {
        judged.add(
            Finding.warning(
                "allow-unused",
                ReleaseSource.MANIFEST,
                one.line(),
                "Nothing is found that '"
                    + one.finding()
                    + "' allows: remove it, so that it allows nothing later"
                    + (whole ? "." : ", unless it is for what Access Analyzer finds.")));
      }
    }
    return judged;
  }
}
