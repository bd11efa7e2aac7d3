package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** No role can give itself rights that its policies do not name. */
final class NobodyRaisesThemselves implements Rule {
  private static final int SHOWN = 6;

  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (AccountId account : examined.sortsOfAccount()) {
      examined.everywhere().powers(account).forEach(powers -> examine(powers, findings));
    }
    return findings;
  }

  /** One finding for each line that grants something, with all that it opens. */
  private static void examine(RolePowers powers, List<Finding> findings) {
    Map<Integer, Set<String>> actions = new LinkedHashMap<>();
    Map<Integer, Set<String>> ways = new LinkedHashMap<>();
    for (Escalation way : Escalation.KNOWN) {
      if (way.needs().stream().allMatch(need -> powers.grantOf(need).isPresent())) {
        int grant = powers.grantOf(way.needs().getFirst()).orElseThrow();
        actions
            .computeIfAbsent(grant, none -> new TreeSet<>())
            .add(String.join(" with ", way.needs()));
        ways.computeIfAbsent(grant, none -> new LinkedHashSet<>()).add(way.how());
      }
    }
    actions.forEach(
        (grant, names) ->
            findings.add(
                powers
                    .role()
                    .error(
                        "permission-escalation",
                        grant,
                        "'"
                            + powers.role().id()
                            + "' can raise itself by "
                            + Words.shortened(List.copyOf(names), SHOWN)
                            + ": it "
                            + String.join(", ", ways.get(grant))
                            + ". Remove it, or leave it to a role that nobody enters every day.")
                    .about(powers.role().id() + " " + names)));
  }
}
