package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one role gains and loses from one release to the next, in words. */
final class AccessChange {
  private final RoleAccess old;
  private final RoleAccess role;
  private final String name;
  private final List<Finding> findings = new ArrayList<>();

  AccessChange(RoleAccess old, RoleAccess role) {
    this.old = old;
    this.role = role;
    this.name = "'" + role.role().id() + "' ";
  }

  /** A role that was not there. */
  static Finding added(RoleAccess role) {
    List<Gain.Part> may = Gain.of(List.of(), role.allowed()).anew();
    var letsIn = Newcomers.of(List.of(), role.letsIn()).principals();
    String which =
        role.role().stack().name()
            + ": gains the role '"
            + role.role().id()
            + "', which lets in "
            + String.join(", ", letsIn)
            + (role.attached().isEmpty() ? "" : ", has " + String.join(", ", role.attached()))
            + " and may do ";
    return finding(
        role,
        "change-gains-role",
        role.role().line(),
        which + (may.isEmpty() ? "nothing" : words(may)),
        which + whole(may));
  }

  List<Finding> find() {
    Gain gain = Gain.of(old.allowed(), role.allowed());
    widened("change-gains-actions", gain.line(), "gains ", gain.anew());
    widened("change-loses-conditions", gain.line(), "has fewer conditions for ", gain.freer());
    Newcomers newcomers = Newcomers.of(old.letsIn(), role.letsIn());
    widenedBy("change-gains-principals", newcomers.line(), "lets in ", newcomers.principals());
    widenedBy(
        "change-loses-conditions",
        newcomers.line(),
        "has fewer conditions for letting in ",
        newcomers.conditions());
    denials();
    var attached = new TreeSet<>(role.attached());
    attached.removeAll(old.attached());
    widenedBy(
        "change-gains-managed-policies",
        role.role().line("ManagedPolicyArns"),
        "gains the managed policies ",
        attached);
    if (!old.boundary().equals(RoleAccess.NO_BOUNDARY) && !old.boundary().equals(role.boundary())) {
      widenedBy(
          "change-boundary",
          role.role().line("PermissionsBoundary"),
          "had the boundary " + old.boundary() + " and has ",
          List.of(role.boundary()));
    }
    if (old.boundary().equals(RoleAccess.NO_BOUNDARY)
        && !role.boundary().equals(RoleAccess.NO_BOUNDARY)) {
      note("is bounded by ", role.boundary());
    }
    bounds();
    losses();
    return findings;
  }

  /** A boundary that the release makes and that lets more through, under whatever name. */
  private void bounds() {
    if (old.bounds().isEmpty() || role.bounds().isEmpty()) {
      return;
    }
    Gain more = Gain.of(old.bounds(), role.bounds());
    Gain lost = Gain.of(role.cuts(), old.cuts());
    int line = role.role().line("PermissionsBoundary");
    widened("change-boundary", line, "has a boundary that lets through ", all(more));
    widened("change-boundary", line, "has a boundary that no longer stops ", all(lost));
  }

  private static List<Gain.Part> all(Gain gain) {
    return Stream.concat(gain.anew().stream(), gain.freer().stream()).toList();
  }

  /**
   * What was denied and is not: seen from the old statements, the new ones no longer cover it. What
   * a policy from outside allows is not known, so beside one each denial counts.
   */
  private void denials() {
    Gain lost = Gain.of(role.denied(), old.denied());
    if (!role.attached().isEmpty() || old.denied().stream().anyMatch(this::meetsWhatIsAllowed)) {
      widened(
          "change-loses-denials", role.role().line("Policies"), "is no longer denied ", all(lost));
    }
    Newcomers out = Newcomers.of(role.keepsOut(), old.keepsOut());
    var who = new TreeSet<>(out.principals());
    who.addAll(out.conditions());
    widenedBy(
        "change-loses-denials",
        role.role().line("AssumeRolePolicyDocument"),
        "no longer keeps out ",
        who);
  }

  private boolean meetsWhatIsAllowed(PolicyStatement denial) {
    return role.allowed().stream()
        .anyMatch(
            grant ->
                grant.actions().inverted()
                    || grant.actions().texts().stream()
                        .anyMatch(text -> denial.actions().meet(Wildcard.anyCase(text), true)));
  }

  private void losses() {
    Gain lost = Gain.of(role.allowed(), old.allowed());
    note("loses ", words(lost.anew()));
    note("has more conditions for ", words(lost.freer()));
    Newcomers out = Newcomers.of(role.letsIn(), old.letsIn());
    note("no longer lets in ", String.join(", ", out.principals()));
    note("has more conditions for letting in ", String.join(", ", out.conditions()));
    note("is denied ", words(Gain.of(old.denied(), role.denied()).anew()));
  }

  private void widened(String id, int line, String verb, List<Gain.Part> parts) {
    if (!parts.isEmpty()) {
      String stack = role.role().stack().name() + ": " + name + verb;
      findings.add(finding(role, id, line, stack + words(parts), stack + whole(parts)));
    }
  }

  private void widenedBy(String id, int line, String verb, Collection<String> what) {
    if (!what.isEmpty()) {
      String all =
          role.role().stack().name() + ": " + name + verb + String.join(", ", new TreeSet<>(what));
      findings.add(finding(role, id, line, all, all));
    }
  }

  private void note(String verb, String what) {
    if (!what.isEmpty()) {
      String words = role.role().stack().name() + ": " + name + verb + what + ".";
      findings.add(
          Finding.note(
              "change-narrows", role.role().file(), role.role().line(), Words.anywhere(words)));
    }
  }

  private static Finding finding(
      RoleAccess role, String id, int line, String words, String content) {
    return role.role()
        .error(id, Math.max(1, line), Words.anywhere(words) + ".")
        .about(Words.anywhere(content));
  }

  private static String words(List<Gain.Part> parts) {
    return parts.stream().map(Gain.Part::words).collect(Collectors.joining("; "));
  }

  private static String whole(List<Gain.Part> parts) {
    return parts.stream().map(Gain.Part::whole).collect(Collectors.joining("; "));
  }
}
