package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.lambda.Session;
import dev.fleetaccess.local.sim.org.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * People change roles by hand: the hub role is deleted and made again, one spoke trusts it by its
 * ARN, and another one is given away. What the next sweep has to make of it.
 */
final class ByHand {
  /** One that trusts the hub by its ARN, one that is given away, one that nobody touches. */
  static final int SPOKES = 3;

  private static final String SPOKE_STACK = "FleetAccess-Spoke";
  private static final Duration IAM_SPREADS = Duration.ofSeconds(30);

  private final Verdicts verdicts;
  private final LocalOrganization organization;
  private final Ledger ledger;
  private final Entering entering;
  private final Walk walk;
  private final List<String> spokes;

  ByHand(Verdicts verdicts, LocalOrganization organization, Ledger ledger) {
    this.verdicts = Objects.requireNonNull(verdicts);
    this.organization = Objects.requireNonNull(organization);
    this.ledger = Objects.requireNonNull(ledger);
    this.entering = new Entering(organization);
    this.walk = new Walk(organization);
    this.spokes = spokes(organization);
  }

  private static List<String> spokes(LocalOrganization organization) {
    var world = organization.world();
    List<String> own =
        List.of(world.settings().hub(), world.settings().organization().management());
    return world.locked(
        () ->
            world.organization().accounts().stream()
                .map(Account::id)
                .filter(id -> !own.contains(id))
                .sorted()
                .limit(SPOKES)
                .toList());
  }

  /** Whether there are accounts enough. */
  boolean possible() {
    return spokes.size() == SPOKES;
  }

  /** Somebody changes them, and this is what comes of it before anybody mends it. */
  void change() throws InterruptedException {
    var tampering = new Tampering(organization);
    tampering.trustByArn(pinned());
    tampering.giveAway(givenAway());
    tampering.makeHubAnew();
    verdicts.hold(
        hubEnters(untouched()),
        "the hub role was deleted and made again: it enters a spoke that trusts as the templates"
            + " do");
    verdicts.hold(
        !entering.enters(organization.hubSession(), walk.spoke(pinned())),
        "and no spoke that trusts the role's ARN");
  }

  /** What the sweep found, and how it left the roles. */
  void found(String sweep) {
    String pinned = note(sweep, pinned());
    verdicts.hold(
        pinned.startsWith("drift put back")
            && pinned.matches(".*names AROA[A-Z0-9]+, which is gone.*"),
        pinned() + ": " + pinned);
    String givenAway = note(sweep, givenAway());
    verdicts.hold(
        givenAway.contains("it lets in ec2.amazonaws.com")
            && givenAway.contains(Tampering.ADMINISTRATOR + " is attached"),
        givenAway() + ": " + givenAway);
    verdicts.hold(
        !note(sweep, untouched()).startsWith("drift put back"),
        untouched() + ", which nobody touched, was left alone");
    List<Entry> unproven =
        ledger.items().of(sweep).stream()
            .filter(entry -> entry.stack().equals(SPOKE_STACK))
            .filter(entry -> entry.proving().proven().isEmpty())
            .toList();
    verdicts.hold(unproven.isEmpty(), "every spoke is proven in the same sweep");
  }

  private String note(String sweep, String account) {
    return ledger
        .items()
        .find(sweep, new AccountId(account), SPOKE_STACK)
        .map(Entry::note)
        .orElse("no item");
  }

  /** IAM takes a while until all of it knows a role that was just made. */
  private boolean hubEnters(String account) throws InterruptedException {
    Instant end = Instant.now().plus(IAM_SPREADS);
    while (Instant.now().isBefore(end)) {
      Optional<Session> hub = hub();
      if (hub.isPresent() && entering.enters(hub.get(), walk.spoke(account))) {
        return true;
      }
      Thread.sleep(200);
    }
    return false;
  }

  private Optional<Session> hub() {
    try {
      return Optional.of(organization.hubSession());
    } catch (IllegalStateException notYet) {
      return Optional.empty();
    }
  }

  private String pinned() {
    return spokes.get(0);
  }

  private String givenAway() {
    return spokes.get(1);
  }

  private String untouched() {
    return spokes.get(2);
  }
}
