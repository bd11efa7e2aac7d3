package dev.fleetaccess.cli.preview;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.WantedRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs between two releases of a stack, in words: parameters, roles, policies. */
final class StackDifference {
  private final Side before;
  private final Side after;
  private final String stack;
  private final AccountId account;
  private final List<String> lines = new ArrayList<>();

  StackDifference(Side before, Side after, String stack, AccountId account) {
    this.before = before;
    this.after = after;
    this.stack = stack;
    this.account = account;
  }

  /**
   * A release, and what it had to know of the account.
   *
   * @param traits by which overrides choose it
   */
  record Side(Release release, Traits traits) {}

  List<String> lines() {
    parameters();
    Map<String, WantedRole> old = roles(before);
    Map<String, WantedRole> fresh = roles(after);
    union(old.keySet(), fresh.keySet())
        .forEach(
            role ->
                role(
                    role,
                    Optional.ofNullable(old.get(role)),
                    Optional.ofNullable(fresh.get(role))));
    if (lines.isEmpty()) {
      say("the template differs in what is not compared here, such as a description");
    }
    return List.copyOf(lines);
  }

  private void parameters() {
    Map<String, String> old = parameters(before);
    Map<String, String> fresh = parameters(after);
    for (String name : union(old.keySet(), fresh.keySet())) {
      String from = old.get(name);
      String to = fresh.get(name);
      if (from == null) {
        say("parameter " + name + " is set to '" + to + "'");
      } else if (to == null) {
        say("parameter " + name + " is left to its default; it was '" + from + "'");
      } else if (!from.equals(to)) {
        say("parameter " + name + ": '" + from + "' becomes '" + to + "'");
      }
    }
  }

  private Map<String, String> parameters(Side side) {
    return side.release.stack(stack, account, side.traits).parameters();
  }

  private Map<String, WantedRole> roles(Side side) {
    var roles = new TreeMap<String, WantedRole>();
    side.release
        .roles(stack, account, side.traits)
        .forEach(role -> roles.put(role.path() + role.name(), role));
    return roles;
  }

  private void role(String name, Optional<WantedRole> old, Optional<WantedRole> fresh) {
    if (old.isEmpty()) {
      say("role " + name + " is made");
    } else if (fresh.isEmpty()) {
      say("role " + name + " is removed");
    } else {
      changed(name, old.get(), fresh.get());
    }
  }

  private void changed(String name, WantedRole old, WantedRole fresh) {
    if (!old.trust().equals(fresh.trust())) {
      say(name + ": who may become it changes");
    }
    for (String policy : union(old.inline().keySet(), fresh.inline().keySet())) {
      Optional<String> from = old.inline().getOrDefault(policy, Optional.of("{}"));
      Optional<String> to = fresh.inline().getOrDefault(policy, Optional.of("{}"));
      if (!from.equals(to)) {
        PolicyDifference.lines(from, to).forEach(line -> say(name + ": " + line));
      }
    }
    plusAndMinus(name, old.attached(), fresh.attached());
    differs(name, "permissions boundary", old.boundary().words(), fresh.boundary().words());
    differs(name, "longest session", seconds(old), seconds(fresh));
    if (!withoutDigest(old.tags()).equals(withoutDigest(fresh.tags()))) {
      say(name + ": its tags change");
    }
  }

  private static String seconds(WantedRole role) {
    return role.session().map(seconds -> seconds + " s").orElse("not told");
  }

  private static Map<String, String> withoutDigest(Map<String, String> tags) {
    var others = new TreeMap<>(tags);
    others.remove(Digest.TAG);
    return others;
  }

  private void plusAndMinus(String name, Collection<String> old, Collection<String> fresh) {
    fresh.stream()
        .filter(one -> !old.contains(one))
        .forEach(one -> say(name + ": " + one + " is attached"));
    old.stream()
        .filter(one -> !fresh.contains(one))
        .forEach(one -> say(name + ": " + one + " is detached"));
  }

  private void differs(String name, String what, String old, String fresh) {
    if (!old.equals(fresh)) {
      say(name + ": its " + what + " becomes " + fresh + "; it was " + old);
    }
  }

  private static SortedSet<String> union(Collection<String> some, Collection<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private void say(String line) {
    lines.add(line.replace(account.value(), "ACCOUNT"));
  }
}
