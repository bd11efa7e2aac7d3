package dev.fleetaccess.cli.preview;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.Release;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a release changes in a stack, told once for all accounts that are alike. */
final class Differences {
  private final Release next;
  private final Function<CommitId, Optional<Release>> before;
  private final Map<CommitId, Optional<Release>> read = new HashMap<>();
  private final Map<Key, List<String>> told = new HashMap<>();

  private record Key(String stack, Optional<CommitId> from, Digest applied, Digest wanted) {}

  Differences(Release next, Function<CommitId, Optional<Release>> before) {
    this.next = next;
    this.before = before;
  }

  List<String> of(AccountId account, String stack, Holding has) {
    var key =
        new Key(
            stack,
            has.release(),
            has.applied().orElseThrow().digest(),
            next.stack(stack, account).digest());
    return told.computeIfAbsent(key, absent -> difference(account, stack, has));
  }

  private List<String> difference(AccountId account, String stack, Holding has) {
    Optional<Release> old =
        has.release().flatMap(commit -> read.computeIfAbsent(commit, before::apply));
    if (old.isEmpty() || old.get().manifest().stack(stack).isEmpty()) {
      return List.of("what it has is in no release that the ledger keeps");
    }
    if (!old.get().stack(stack, account).digest().equals(has.applied().get().digest())) {
      return List.of("it has something else than " + has.release().get().brief() + " declares");
    }
    return new StackDifference(old.get(), next, stack, account).lines();
  }
}
