package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.release.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Waves keep their order: when the first account of a wave is written, whoever writes it,
 *
 * <ul>
 *   <li>every account of the waves before has the release on its stacks, or somebody can read why
 *       not, and no more of them lack it than the manifest tolerates;
 *   <li>the last write there is as long ago as the manifest has a release rest, less what clocks
 *       are set by;
 *   <li>people agreed as often as waves up to it ask for it.
 * </ul>
 *
 * <p>Who writes counts for nothing: a sweep, a join or a re-run that brings the release ahead of
 * its wave breaks the same promise. Accounts that came, left or moved after the release began are
 * left out, since their wave depends on when they were looked at.
 */
final class WaveOrder {
  /** The functions' clock may be set back before a rest and forth after it. */
  private static final Duration CLOCKS = Duration.ofSeconds(61);

  private final Fleet fleet;
  private final Asked asked;
  private final BiConsumer<String, String> breach;

  WaveOrder(Fleet fleet, Asked asked, BiConsumer<String, String> breach) {
    this.fleet = Objects.requireNonNull(fleet);
    this.asked = Objects.requireNonNull(asked);
    this.breach = Objects.requireNonNull(breach);
  }

  /** A stack that spreads was written by that voyage or for it. */
  void wrote(Voyage voyage, String account, Duration now) {
    if (!fleet.counts(voyage, account)) {
      return;
    }
    int wave = voyage.waves.get(account);
    if (voyage.entered.add(wave)) {
      ended(voyage, account, wave);
      agreed(voyage, account, wave);
      if (wave > 0) {
        rested(voyage, account, wave, now);
      }
    }
  }

  private void ended(Voyage voyage, String account, int wave) {
    for (Manifest.Stack stack : voyage.release.manifest().stacks()) {
      for (int earlier = 0; earlier < wave; earlier++) {
        if (voyage.spreads(stack.name())) {
          ended(voyage, account, wave, earlier, stack.name());
        }
      }
    }
  }

  private void ended(Voyage voyage, String account, int wave, int earlier, String stack) {
    List<String> lacking = fleet.lacking(voyage, earlier, stack);
    for (String other : lacking) {
      if (!fleet.told(voyage.rollout, other, stack)) {
        breach.accept(
            account,
            "%s is in wave %d before %s of %s, wave %d, has ended"
                .formatted(voyage.rollout, wave + 1, stack, other, earlier + 1));
        return;
      }
    }
    int most = Brakes.tolerated(voyage, earlier, fleet.newcomers(voyage));
    if (lacking.size() > most) {
      breach.accept(
          account,
          "%s goes on to wave %d although %d accounts of wave %d lack %s; %d are tolerated"
              .formatted(voyage.rollout, wave + 1, lacking.size(), earlier + 1, stack, most));
    }
  }

  private void agreed(Voyage voyage, String account, int wave) {
    long needed =
        voyage.settings().waves().stream().limit(wave + 1L).filter(Manifest.Wave::approve).count();
    if (asked.resumed(voyage.rollout) < needed) {
      breach.accept(
          account, "%s is in wave %d, and nobody agreed".formatted(voyage.rollout, wave + 1));
    }
  }

  private void rested(Voyage voyage, String account, int wave, Duration now) {
    voyage.lastWrite.entrySet().stream()
        .filter(last -> last.getKey() < wave)
        .map(last -> now.minus(last.getValue()))
        .filter(rest -> rest.plus(CLOCKS).compareTo(voyage.settings().bake()) < 0)
        .findFirst()
        .ifPresent(
            rest ->
                breach.accept(
                    account,
                    "%s is in wave %d %s after its last write before; %s is its rest"
                        .formatted(voyage.rollout, wave + 1, rest, voyage.settings().bake())));
  }
}
