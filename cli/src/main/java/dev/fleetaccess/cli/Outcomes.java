package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.check.Truth;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.org.Account;
import dev.fleetaccess.local.sim.org.AccountState;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackStatus;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.run.ReleaseShelf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The promises, checked against the simulated roles and stacks and never against the ledger. */
final class Outcomes {
  private final SimulatedOrganization world;
  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final Truth truth;

  Outcomes(SimulatedOrganization world, Ledger ledger, ReleaseShelf releases) {
    this.world = Objects.requireNonNull(world);
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.truth = new Truth(world);
  }

  /** What is broken of the promises on rollouts that have come to rest. */
  List<String> broken(Collection<String> rollouts) {
    List<String> broken = new ArrayList<>();
    for (String id : rollouts) {
      Optional<Rollout> rollout = ledger.rollouts().find(id);
      if (rollout.filter(Rollout::open).isPresent()) {
        broken.add(id + " never ends");
      }
      ledger.items().of(id).forEach(entry -> broken(entry).ifPresent(broken::add));
    }
    broken.addAll(deleted());
    return broken;
  }

  private Optional<String> broken(Entry entry) {
    String who = "%s: %s of %s ".formatted(entry.rollout(), entry.stack(), entry.account());
    return switch (entry.state()) {
      case PLANNED, SENT -> Optional.of(who + "has not ended: it is " + entry.state());
      case CONVERGED -> wrong(entry).map(wrong -> who + "is said to be right, yet " + wrong);
      case FAILED ->
          entry.failure().filter(Outcomes::told).isPresent()
              ? Optional.empty()
              : Optional.of(who + "failed without kind, cause or next step");
      case REFUSED, SKIPPED ->
          entry.note().isBlank()
              ? Optional.of(who + "is " + entry.state() + " without a word")
              : Optional.empty();
      case PREVIEWED, SUPERSEDED, NOT_STARTED -> Optional.empty();
    };
  }

  private static boolean told(Failure failure) {
    return !failure.message().isBlank() && !failure.kind().nextStep().isBlank();
  }

  private Optional<String> wrong(Entry entry) {
    Release release = releases.get(entry.release());
    String account = entry.account().value();
    if (entry.removal()) {
      String region = release.manifest().region();
      return world.locked(
          () ->
              world
                  .cloudFormation()
                  .at(account, region)
                  .find(entry.stack())
                  .map(stands -> "it stands there"));
    }
    return world.locked(
        () -> truth.wrong(account, release.stack(entry.stack(), entry.account(), entry.traits())));
  }

  private List<String> deleted() {
    return world.locked(
        () ->
            world.cloudFormation().regions().stream()
                .flatMap(region -> region.all().stream())
                .filter(Stack::everComplete)
                .filter(stack -> stack.status() == StackStatus.DELETE_COMPLETE)
                .map(stack -> "a stack that had lived was deleted: " + stack.id())
                .toList());
  }

  /** The accounts that can be used and are not as the release says, but for those named. */
  List<String> notRight(Release release, Collection<String> except) {
    return world.locked(
        () ->
            world.organization().accounts().stream()
                .filter(account -> account.state() == AccountState.ACTIVE)
                .map(Account::id)
                .filter(id -> !except.contains(id))
                .flatMap(id -> notRight(release, new AccountId(id)).stream())
                .toList());
  }

  private List<String> notRight(Release release, AccountId account) {
    return release.stacksFor(account).stream()
        .flatMap(
            stack ->
                truth
                    .wrong(account.value(), release.stack(stack.name(), account))
                    .map(wrong -> account + ": " + stack.name() + ": " + wrong)
                    .stream())
        .toList();
  }
}
