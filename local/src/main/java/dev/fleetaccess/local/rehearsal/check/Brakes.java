package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.release.Manifest;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A release that goes wrong stops: in each wave the accounts that it began and that do not have it
 * are at most those tolerated and those at once together. Up to the tolerance the others are under
 * way, at most {@code atOnce}; the failure that is one too many was one of these; and none is begun
 * after it. So a release that nobody can have touches no more than that. And one that finished was
 * tolerated in every wave.
 *
 * <p>Where somebody had it go on it is counted anew. Percentages are taken of the largest number
 * that the wave may have, unusable accounts and newcomers included: what the functions take them of
 * is never more. What a join, sweep or re-run brings is not bounded so, and not counted.
 */
final class Brakes {
  private final Fleet fleet;
  private final Asked asked;
  private final BiConsumer<String, String> breach;

  Brakes(Fleet fleet, Asked asked, BiConsumer<String, String> breach) {
    this.fleet = Objects.requireNonNull(fleet);
    this.asked = Objects.requireNonNull(asked);
    this.breach = Objects.requireNonNull(breach);
  }

  static int tolerated(Voyage voyage, int wave, int newcomers) {
    return voyage.settings().tolerance().of(voyage.size(wave) + newcomers);
  }

  /** The voyage itself wrote a stack that spreads. */
  void wrote(Voyage voyage, String account, String stack) {
    int resumed = asked.resumed(voyage.rollout);
    if (resumed != voyage.resumed) {
      voyage.resumed = resumed;
      voyage.pending.clear();
    }
    if (!fleet.counts(voyage, account)) {
      return;
    }
    int wave = voyage.waves.get(account);
    Set<String> pending =
        voyage.pending.computeIfAbsent(stack + " " + wave, absent -> new HashSet<>());
    pending.add(account);
    // Newcomers only add to what is allowed, and counting them takes longer.
    if (pending.size() <= most(voyage, wave, 0)) {
      return;
    }
    int most = most(voyage, wave, fleet.newcomers(voyage));
    if (pending.size() <= most) {
      return;
    }
    pending.removeIf(
        other ->
            !other.equals(account)
                && (!fleet.counts(voyage, other) || fleet.right(voyage, other, stack)));
    if (pending.size() > most) {
      breach.accept(
          account,
          "%s begins %s in account %d of wave %d that does not have it; %d are allowed"
              .formatted(voyage.rollout, stack, pending.size(), wave + 1, most));
    }
  }

  private static int most(Voyage voyage, int wave, int newcomers) {
    int atOnce = voyage.settings().atOnce().of(voyage.size(wave) + newcomers);
    return tolerated(voyage, wave, newcomers) + Math.max(1, atOnce);
  }

  /** The voyage says that it has finished. */
  void finished(Voyage voyage) {
    for (Manifest.Stack stack : voyage.release.manifest().stacks()) {
      if (voyage.spreads(stack.name())) {
        for (int wave = 0; wave < voyage.settings().waves().size(); wave++) {
          finished(voyage, wave, stack.name());
        }
      }
    }
  }

  private void finished(Voyage voyage, int wave, String stack) {
    int lacking = fleet.lacking(voyage, wave, stack).size();
    int most = tolerated(voyage, wave, fleet.newcomers(voyage));
    if (lacking > most) {
      breach.accept(
          "",
          "%s has finished although %d accounts of wave %d lack %s; %d are tolerated"
              .formatted(voyage.rollout, lacking, wave + 1, stack, most));
    }
  }
}
