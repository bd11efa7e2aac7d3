package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SessionPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Finds the way into an account: the role that worked last, then the manifest's in order. */
final class Entrance {
  private static final int LONGEST_NAME = 64;
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\w+=,.@-]");

  private final Access access;
  private final String deployerRole;
  private final ReleaseShelf releases;
  private final Inventory inventory;

  /**
   * @param deployerRole the role by which the management account is entered, which has none of the
   *     access roles that member accounts have
   */
  Entrance(Access access, String deployerRole, ReleaseShelf releases, Inventory inventory) {
    this.access = Objects.requireNonNull(access);
    this.deployerRole = Objects.requireNonNull(deployerRole);
    this.releases = Objects.requireNonNull(releases);
    this.inventory = Objects.requireNonNull(inventory);
  }

  /**
   * Enters the account.
   *
   * @param traits what is known of it
   * @param holding what the account has, and the role that worked last
   * @param item the item, after whose rollout the session is named, and which may know the role
   *     that worked at its last visit
   * @param calls counts the tries that were refused
   * @throws RemoteFailure when none lets us in: all that were tried are named
   */
  Session enter(
      AccountId account,
      Traits traits,
      Release release,
      Optional<Holding> holding,
      WorkItem item,
      AtomicInteger calls) {
    var terms =
        new SessionTerms(sessionName(item.rollout()), policy(account, traits, release, holding));
    List<String> tried = new ArrayList<>();
    Optional<RemoteFailure> last = Optional.empty();
    for (String role : roles(account, release, holding, item)) {
      try {
        return access.enter(account, role, terms);
      } catch (RemoteFailure refused) {
        calls.incrementAndGet();
        if (refused.failure().kind() != Failure.Kind.DENIED) {
          throw refused;
        }
        tried.add(role);
        last = Optional.of(refused);
      }
    }
    Failure failure = last.orElseThrow().failure();
    throw new RemoteFailure(
        new Failure(
            failure.kind(),
            failure.code(),
            "cannot be entered; tried the roles "
                + String.join(", ", tried)
                + "; "
                + failure.message()),
        last.get());
  }

  private SequencedSet<String> roles(
      AccountId account, Release release, Optional<Holding> holding, WorkItem item) {
    if (account.equals(release.facts().management())) {
      return new LinkedHashSet<>(List.of(deployerRole));
    }
    List<String> access = release.manifest().access();
    var roles = new LinkedHashSet<String>();
    if (access.size() > 1) {
      item.attempt()
          .role()
          .or(() -> holding.flatMap(Holding::role))
          .or(() -> ofAnotherStack(account))
          .filter(access::contains)
          .ifPresent(roles::add);
    }
    roles.addAll(access);
    return roles;
  }

  /** Who lets us in for one stack lets us in for the next; a read costs less than a refusal. */
  private Optional<String> ofAnotherStack(AccountId account) {
    return inventory.of(account).stream()
        .filter(holding -> holding.role().isPresent())
        .max(Comparator.comparing(Holding::seen))
        .flatMap(Holding::role);
  }

  /**
   * What stands there may come of another release, whose roles have to be removed. Where that one
   * cannot be read any more the session is as narrow as the new one, and removing them is denied.
   */
  private String policy(
      AccountId account, Traits traits, Release release, Optional<Holding> holding) {
    Set<Release> concerned = new LinkedHashSet<>(List.of(release));
    holding.flatMap(Holding::release).flatMap(releases::find).ifPresent(concerned::add);
    return SessionPolicy.of(account, traits, concerned);
  }

  /** The name of the sessions that are opened for a rollout. */
  static String sessionName(String rollout) {
    String name = "FleetAccess-" + NOT_IN_NAMES.matcher(rollout).replaceAll("-");
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }
}
