package dev.fleetaccess.cli.preview;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.Disposal;
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

  List<String> of(AccountId account, Traits traits, String stack, Holding has) {
    var key =
        new Key(
            stack,
            has.release(),
            has.applied().orElseThrow().digest(),
            next.stack(stack, account, traits).digest());
    return told.computeIfAbsent(key, absent -> difference(account, traits, stack, has));
  }

  /**
   * What becomes of a stack that the release does not want there.
   *
   * @param already whether the current release does not want it there either
   */
  Change unwanted(Holding has, boolean already) {
    boolean deleted =
        has.release()
            .flatMap(this::release)
            .flatMap(old -> old.manifest().stack(has.stack()))
            .map(stack -> Disposal.of(stack, next.manifest().stack(has.stack())))
            .filter(disposal -> disposal == Disposal.DELETE)
            .isPresent();
    return new Change(
        has.account(),
        has.stack(),
        0,
        deleted
            ? Change.Action.DELETE
            : already ? Change.Action.STILL_ORPHANED : Change.Action.ORPHANED,
        List.of());
  }

  /** Whether a stack that is no longer wanted is one that everybody waits for. */
  boolean awaited(Holding has) {
    return has.release()
        .flatMap(this::release)
        .flatMap(old -> old.manifest().stack(has.stack()))
        .filter(stack -> new Stage(Stage.REMOVALS, stack).gate())
        .isPresent();
  }

  private Optional<Release> release(CommitId commit) {
    return read.computeIfAbsent(commit, before::apply);
  }

  private List<String> difference(AccountId account, Traits traits, String stack, Holding has) {
    Optional<Release> old = has.release().flatMap(this::release);
    if (old.isEmpty() || old.get().manifest().stack(stack).isEmpty()) {
      return List.of("what it has is in no release that the ledger keeps");
    }
    var then = new StackDifference.Side(old.get(), has.traits());
    if (!then.release()
        .stack(stack, account, then.traits())
        .digest()
        .equals(has.applied().get().digest())) {
      return List.of("it has something else than " + has.release().get().brief() + " declares");
    }
    return new StackDifference(then, new StackDifference.Side(next, traits), stack, account)
        .lines();
  }
}
