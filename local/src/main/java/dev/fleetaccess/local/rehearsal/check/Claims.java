package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Items that say that they converged: each is held to what really stands there. */
final class Claims {
  private final SimulatedOrganization world;
  private final Truth truth;
  private final StoredRollouts rollouts;
  private final Function<CommitId, Release> releases;
  private final TheirRoles theirs;
  private final Supplier<Duration> now;
  private final Predicate<String> justTouched;
  private final BiConsumer<String, String> breach;
  private final Map<String, Written> written = new HashMap<>();

  /** Who last wrote a stack, by the session's name, and when. */
  private record Written(String session, Duration at) {}

  /**
   * @param justTouched whether somebody has his hands on an account
   */
  Claims(
      SimulatedOrganization world,
      Truth truth,
      StoredRollouts rollouts,
      Function<CommitId, Release> releases,
      TheirRoles theirs,
      Supplier<Duration> now,
      Predicate<String> justTouched,
      BiConsumer<String, String> breach) {
    this.world = Objects.requireNonNull(world);
    this.truth = Objects.requireNonNull(truth);
    this.rollouts = Objects.requireNonNull(rollouts);
    this.releases = Objects.requireNonNull(releases);
    this.theirs = Objects.requireNonNull(theirs);
    this.now = Objects.requireNonNull(now);
    this.justTouched = Objects.requireNonNull(justTouched);
    this.breach = Objects.requireNonNull(breach);
  }

  /** A session of ours wrote a stack just now. */
  void wrote(String account, String stack, String session) {
    written.put(account + stack, new Written(session, now.get()));
  }

  /** An item was recorded as converged. */
  void look(Entry entry) {
    String account = entry.account().value();
    if (justTouched.test(account)) {
      theirs.comparedTooEarly(account, entry.stack());
      return;
    }
    if (overwritten(entry) || touchedWhileProven(entry)) {
      return;
    }
    Release release = releases.apply(entry.release());
    // What a sweep was to delete may be wanted again by the release that finished meanwhile.
    if (entry.removal() && !release.places(entry.stack(), entry.account(), entry.traits())) {
      String region = release.manifest().region();
      boolean stands =
          world.locked(
              () -> world.cloudFormation().at(account, region).find(entry.stack()).isPresent());
      if (stands) {
        breach.accept(account, entry.rollout() + " says " + entry.stack() + " was removed");
      }
      return;
    }
    RoleStack desired = release.stack(entry.stack(), entry.account(), entry.traits());
    world
        .locked(() -> wrong(entry, desired))
        .ifPresent(
            wrong ->
                breach.accept(
                    account,
                    entry.rollout() + " says " + entry.stack() + " converged, yet " + wrong));
  }

  /**
   * What another rollout writes between the look that found a stack right and its record is that
   * one's to answer for: an account that moves is looked at by two of them.
   */
  private boolean overwritten(Entry entry) {
    Written last = written.get(entry.account().value() + entry.stack());
    return last != null
        && !last.session.endsWith(entry.rollout())
        && now.get().minus(last.at).compareTo(Spread.LATE) < 0;
  }

  /**
   * Whoever waits for the hub to enter looked at the stack when he began to, which is a quarter of
   * an hour ago where a message was lost; what somebody did to it since is for the next rollout.
   */
  private boolean touchedWhileProven(Entry entry) {
    return entry.attempt().proofs() > 0 && theirs.during(entry.account().value(), entry.rollout());
  }

  /**
   * Roles that were changed by hand are looked at only where they were compared since. Who was
   * asked afterwards to compare them has no excuse, whatever the ledger says.
   */
  private Optional<String> wrong(Entry entry, RoleStack desired) {
    String account = entry.account().value();
    boolean excused =
        theirs.are(account, entry.stack())
            && !rollouts.find(entry.rollout()).filter(each -> asked(each, account)).isPresent();
    return excused ? truth.wrongStack(account, desired) : truth.wrong(account, desired);
  }

  private boolean asked(Rollout rollout, String account) {
    return rollout.kind() == Rollout.Kind.DRIFT && theirs.before(account, rollout.id());
  }
}
