package dev.fleetaccess.reconcile;

import dev.fleetaccess.plan.Foreign;
import dev.fleetaccess.release.PolicyForm;
import dev.fleetaccess.release.WantedRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a role that lives differs from the one that is wanted. Pure.
 *
 * @param role its name
 * @param named what the template names and is otherwise, in words
 * @param foreignAttached ARNs of managed policies that the template does not name
 * @param foreignInline names of inline policies that the template does not name
 * @param elsewhere the path under which it stands; empty where that is the one that is wanted.
 *     Nothing else is compared then
 */
public record RoleDifference(
    String role,
    List<String> named,
    Set<String> foreignAttached,
    Set<String> foreignInline,
    Optional<String> elsewhere) {
  /** IAM shows the unique id where a role or user that a trust policy named is gone. */
  private static final Pattern ORPHAN = Pattern.compile("A[RI][OD]A[A-Z0-9]{12,}");

  public RoleDifference {
    named = List.copyOf(named);
    // Sorted, since they are taken off one by one, and in the same order wherever this runs.
    foreignAttached = Collections.unmodifiableSortedSet(new TreeSet<>(foreignAttached));
    foreignInline = Collections.unmodifiableSortedSet(new TreeSet<>(foreignInline));
    Objects.requireNonNull(elsewhere);
  }

  /** Between what is wanted and what lives; empty means that it is gone. */
  public static RoleDifference between(WantedRole wanted, Optional<LiveRole> live) {
    return live.map(
            role ->
                role.path().equals(wanted.path())
                    ? between(wanted, role)
                    : whole(wanted, underAnother(wanted, role.path()), Optional.of(role.path())))
        .orElseGet(() -> whole(wanted, "is gone", Optional.empty()));
  }

  private static RoleDifference whole(WantedRole wanted, String words, Optional<String> elsewhere) {
    return new RoleDifference(wanted.name(), List.of(words), Set.of(), Set.of(), elsewhere);
  }

  private static String underAnother(WantedRole wanted, String path) {
    return "stands there under the path %s, not %s, and IAM tells names apart by no path"
        .formatted(path, wanted.path());
  }

  private static RoleDifference between(WantedRole wanted, LiveRole live) {
    List<String> named = new ArrayList<>();
    // Compared first: a template may name a unique id itself, in a condition on aws:userid.
    var orphan = ORPHAN.matcher(live.trust());
    if (wanted.trust().isEmpty() || differs(wanted.trust(), live.trust())) {
      if (orphan.find()) {
        named.add("its trust policy names " + orphan.group() + ", which is gone");
      } else if (wanted.trust().isPresent()) {
        named.add("its trust policy differs: it lets in " + Guests.of(live.trust()));
      }
    }
    wanted
        .inline()
        .forEach(
            (name, policy) -> {
              if (!live.inline().containsKey(name)) {
                named.add("its inline policy " + name + " is missing");
              } else if (differs(policy, live.inline().get(name))) {
                named.add("its inline policy " + name + " differs");
              }
            });
    for (String arn : wanted.attached()) {
      if (!live.attached().contains(arn)) {
        named.add("the managed policy " + arn + " is not attached");
      }
    }
    if (!wanted.boundary().isMetBy(live.boundary())) {
      String has = live.boundary().orElse("none");
      named.add("its boundary is " + has + ", not " + wanted.boundary().words());
    }
    wanted
        .session()
        .filter(seconds -> !seconds.equals(live.session()))
        .ifPresent(
            seconds ->
                named.add("a session lasts " + live.session() + " s, not " + seconds + " s"));
    wanted
        .tags()
        .forEach(
            (key, value) -> {
              if (!value.equals(live.tags().get(key))) {
                named.add("its tag " + key + " differs");
              }
            });
    var attached = new TreeSet<>(live.attached());
    attached.removeAll(wanted.attached());
    // Where the stack attaches policies whose names nobody knows, those may be among these.
    attached.removeIf(arn -> wanted.attachedUntold().stream().anyMatch(arn::startsWith));
    var inline = new TreeSet<>(live.inline().keySet());
    inline.removeAll(wanted.inline().keySet());
    inline.removeIf(name -> wanted.inlineUntold());
    return new RoleDifference(wanted.name(), named, attached, inline, Optional.empty());
  }

  /** Whether there is none. */
  public boolean none() {
    return named.isEmpty() && !hasForeign();
  }

  /** Whether there is something that the template does not name. */
  public boolean hasForeign() {
    return !foreignAttached.isEmpty() || !foreignInline.isEmpty();
  }

  /** What the template does not name, in the order in which it is taken off. */
  List<Foreign> foreign() {
    return Stream.concat(foreignAttached.stream(), foreignInline.stream())
        .map(policy -> new Foreign(role, policy))
        .toList();
  }

  /** It in words. */
  public String words() {
    List<String> words = new ArrayList<>(named);
    foreignAttached.forEach(arn -> words.add(arn + " is attached to it"));
    foreignInline.forEach(name -> words.add("it has an inline policy " + name));
    return role + ": " + (words.isEmpty() ? "as wanted" : String.join("; ", words));
  }

  private static boolean differs(Optional<String> wanted, String live) {
    return wanted.isPresent() && !wanted.equals(PolicyForm.of(live));
  }
}
