package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A release gives nobody more than the one that finished last, unless its manifest allows just
 * that. What is taken away is a note. The first release of all has nothing to be compared with.
 */
final class AccessIsNotWidened implements Rule {
  private static final int SHOWN = 8;

  @Override
  public List<Finding> examine(Examined release) {
    Examined examined = release.everywhere();
    var findings = new ArrayList<Finding>();
    examined
        .before()
        .ifPresent(
            before -> {
              List<AccountId> sorts = before.sortsOfAccount();
              for (int i = 0; i < sorts.size(); i++) {
                compare(
                    access(before, sorts.get(i)),
                    access(examined, examined.sortsOfAccount().get(i)),
                    findings);
              }
            });
    return findings;
  }

  private static List<RoleAccess> access(Examined examined, AccountId account) {
    return RoleAccess.of(examined.roles(account), examined.policies(account));
  }

  private static void compare(
      List<RoleAccess> before, List<RoleAccess> after, List<Finding> findings) {
    for (RoleAccess role : after) {
      Counterpart.of(role.role(), before, RoleAccess::role)
          .ifPresentOrElse(
              old -> new Change(old, role, findings).find(), () -> added(role, findings));
    }
    for (RoleAccess old : before) {
      if (Counterpart.of(old.role(), after, RoleAccess::role).isEmpty()) {
        findings.add(
            Finding.note(
                "change-loses-role",
                old.role().file(),
                1,
                old.role().stack().name() + ": the role '" + old.role().id() + "' is gone."));
      }
    }
  }

  private static void added(RoleAccess role, List<Finding> findings) {
    Gain gain = Gain.of(List.of(), role.allowed());
    Newcomers newcomers = Newcomers.of(List.of(), role.letsIn());
    String attached =
        role.attached().isEmpty() ? "" : "; it has " + String.join(", ", role.attached());
    findings.add(
        said(
            role.role(),
            "change-gains-role",
            role.role().line(),
            "gains the role '" + role.role().id() + "', which lets in ",
            newcomers.principals(),
            " and may do " + Words.shortened(List.copyOf(gain.actions()), SHOWN) + attached,
            gain.actions() + attached));
  }

  private static Finding said(
      PlacedRole role,
      String id,
      int line,
      String verb,
      Collection<String> what,
      String more,
      String content) {
    String stack = role.stack().name() + ": ";
    var all = List.copyOf(new TreeSet<>(what));
    String words = stack + verb + Words.shortened(all, SHOWN) + more + ".";
    return role.error(id, Math.max(1, line), Words.anywhere(words))
        .about(Words.anywhere(stack + verb + all + content));
  }

  /** What one role gains and loses. */
  private record Change(RoleAccess old, RoleAccess role, List<Finding> findings) {
    void find() {
      Gain gain = Gain.of(old.allowed(), role.allowed());
      String name = "'" + role.role().id() + "' ";
      widened("change-gains-actions", gain.line(), name + "gains ", gain.actions());
      widened(
          "change-loses-conditions",
          gain.line(),
          name + "has fewer conditions for ",
          gain.conditions());
      Newcomers newcomers = Newcomers.of(old.letsIn(), role.letsIn());
      widened(
          "change-gains-principals", newcomers.line(), name + "lets in ", newcomers.principals());
      widened(
          "change-loses-conditions",
          newcomers.line(),
          name + "has fewer conditions for letting in ",
          newcomers.conditions());
      denials(name);
      var attached = new TreeSet<>(role.attached());
      attached.removeAll(old.attached());
      widened(
          "change-gains-managed-policies",
          role.role().line("ManagedPolicyArns"),
          name + "gains the managed policies ",
          attached);
      if (!old.boundary().equals(RoleAccess.NO_BOUNDARY) && !plain(old).equals(plain(role))) {
        widened(
            "change-boundary",
            role.role().line("PermissionsBoundary"),
            name + "has another boundary than " + plain(old) + ": ",
            List.of(plain(role)));
      }
      losses(name);
    }

    private void denials(String name) {
      // What was denied and is not: seen from the old statements, the new ones no longer cover it.
      Gain lost = Gain.of(role.denied(), old.denied());
      Set<String> words = new TreeSet<>(lost.actions());
      words.addAll(lost.conditions());
      boolean matters = old.denied().stream().anyMatch(this::meetsWhatIsAllowed);
      if (matters) {
        widened(
            "change-loses-denials",
            role.role().line("Policies"),
            name + "is no longer denied ",
            words);
      }
      Newcomers out = Newcomers.of(role.keepsOut(), old.keepsOut());
      Set<String> who = new TreeSet<>(out.principals());
      who.addAll(out.conditions());
      widened(
          "change-loses-denials",
          role.role().line("AssumeRolePolicyDocument"),
          name + "no longer keeps out ",
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

    private void losses(String name) {
      Gain lost = Gain.of(role.allowed(), old.allowed());
      Newcomers out = Newcomers.of(role.letsIn(), old.letsIn());
      Gain denied = Gain.of(old.denied(), role.denied());
      note(name + "loses ", lost.actions());
      note(name + "has more conditions for ", lost.conditions());
      note(name + "no longer lets in ", out.principals());
      note(name + "has more conditions for letting in ", out.conditions());
      note(name + "is denied ", denied.actions());
    }

    private void note(String verb, Collection<String> what) {
      if (!what.isEmpty()) {
        String words =
            role.role().stack().name()
                + ": "
                + verb
                + Words.shortened(List.copyOf(new TreeSet<>(what)), SHOWN)
                + ".";
        findings.add(
            Finding.note(
                "change-narrows", role.role().file(), role.role().line(), Words.anywhere(words)));
      }
    }

    private void widened(String id, int line, String verb, Collection<String> what) {
      if (!what.isEmpty()) {
        findings.add(said(role.role(), id, line, verb, what, "", ""));
      }
    }

    private static String plain(RoleAccess access) {
      return Words.anywhere(access.boundary());
    }
  }
}
