package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Grants;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Needs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks for each account which release it should have. What the candidate's rollout did is read once
 * and only where there is a candidate and somebody else's rollout asks.
 */
final class Granter {
  private final Grants grants;
  private final Map<String, Integer> stages;
  private final Map<String, Entry> written;
  private final Needs needs;

  private Granter(
      Grants grants, Map<String, Integer> stages, Map<String, Entry> written, Needs needs) {
    this.needs = needs;
    this.grants = grants;
    this.stages = stages;
    this.written = written;
  }

  /** For one look at one rollout. */
  static Granter of(Rollout asking, Pointers pointers, Ledger ledger, ReleaseShelf releases) {
    var stages = new HashMap<String, Integer>();
    var written = new HashMap<String, Entry>();
    Optional<Rollout> candidate = Optional.empty();
    if (asking.kind() != Rollout.Kind.RELEASE && pointers.candidate().isPresent()) {
      Pointers.Pointer pointer = pointers.candidate().get();
      candidate = ledger.rollouts().find(pointer.rollout());
      List<Stage> own = Stage.of(releases.get(pointer.release()).manifest());
      own.forEach(stage -> stages.put(stage.stack().name(), stage.index()));
      ledger
          .items()
          .of(pointer.rollout())
          .forEach(entry -> written.put(key(entry.account(), entry.stack()), entry));
    }
    Needs needs =
        Stream.of(pointers.current(), pointers.candidate())
            .flatMap(Optional::stream)
            .map(pointer -> releases.get(pointer.release()).manifest().needs())
            .reduce(Needs.NOTHING, Needs::and);
    return new Granter(new Grants(pointers, candidate), stages, written, needs);
  }

  /** What has to be known of accounts, whichever release they are granted. */
  Needs needs() {
    return needs;
  }

  /** The release that the account should have of the stack. */
  Optional<CommitId> release(Rollout asking, Planner.Planned planned) {
    if (asking.kind() == Rollout.Kind.RELEASE) {
      return Optional.of(asking.release());
    }
    String stack = planned.stage().stack().name();
    return grants.of(
        Optional.ofNullable(stages.get(stack)),
        Optional.ofNullable(written.get(key(planned.account(), stack))));
  }

  private static String key(AccountId account, String stack) {
    return account + "#" + stack;
  }
}
