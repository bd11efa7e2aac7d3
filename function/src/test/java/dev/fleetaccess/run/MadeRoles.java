package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.reconcile.FakeRoles;
import dev.fleetaccess.reconcile.FakeStack;
import dev.fleetaccess.reconcile.FakeStacks;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.InMemoryReleases;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.WantedRole;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The roles that stacks make: {@link FakeStacks} knows none. A stack that was written has made its
 * roles, where none of the name stood there; an update writes those that nobody changed by hand.
 */
final class MadeRoles {
  private static final Set<String> WRITTEN = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE");

  private final FakeStacks stacks;
  private final FakeRoles roles;
  private final InMemoryReleases releases;
  private final Map<CommitId, Optional<Release>> read = new HashMap<>();
  private final Map<String, String> seen = new HashMap<>();
  private final Map<String, LiveRole> made = new HashMap<>();

  MadeRoles(FakeStacks stacks, FakeRoles roles, InMemoryReleases releases) {
    this.stacks = stacks;
    this.roles = roles;
    this.releases = releases;
  }

  /** Makes those of a stack as it stands now. */
  void of(AccountId account, String stack, Traits traits) {
    Optional<FakeStack> found =
        stacks.find(account, stack).filter(each -> WRITTEN.contains(each.status()));
    String digest = found.map(each -> each.tags().getOrDefault(Digest.TAG, "")).orElse("");
    String now = found.map(FakeStack::id).orElse("") + digest;
    if (digest.isEmpty() || now.equals(seen.put(account + stack, now))) {
      return;
    }
    for (ReleaseSource source : releases.sources()) {
      Optional<Release> release =
          read.computeIfAbsent(source.commit(), commit -> ReleaseReader.read(source).release())
              .filter(each -> each.manifest().stack(stack).isPresent())
              .filter(each -> each.stack(stack, account, traits).digest().value().equals(digest));
      if (release.isPresent()) {
        release.get().roles(stack, account, traits).forEach(wanted -> make(account, wanted));
        return;
      }
    }
  }

  private void make(AccountId account, WantedRole wanted) {
    String key = account + wanted.name();
    Optional<LiveRole> live = roles.find(account, wanted.name());
    if (live.isEmpty() || live.equals(Optional.ofNullable(made.get(key)))) {
      LiveRole role = FakeRoles.living(wanted, wanted.path());
      roles.put(account, role);
      made.put(key, role);
    }
  }
}
