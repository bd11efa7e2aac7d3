package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.org.Account;
import dev.fleetaccess.report.RolloutSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A release that fails in its canary and is taken back, and one that goes wave by wave, the last of
 * them agreed to by hand.
 */
final class WavesPlay {
  /** A canary, another wave, and who is left. */
  static final int ACCOUNTS = 4;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPOKE_STACK = "FleetAccess-Spoke";
  private static final String SPOKE = "spoke-001";
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final int WAVES = 3;

  private final Screen screen;
  private final Verdicts verdicts;
  private final LocalOrganization organization;
  private final Ledger ledger;
  private final RolloutProgress progress;
  private final String canary;

  WavesPlay(Screen screen, Verdicts verdicts, LocalOrganization organization, Ledger ledger) {
    this.screen = Objects.requireNonNull(screen);
    this.verdicts = Objects.requireNonNull(verdicts);
    this.organization = Objects.requireNonNull(organization);
    this.ledger = Objects.requireNonNull(ledger);
    this.progress = new RolloutProgress(screen, ledger);
    this.canary = members(organization).stream().filter(id -> !id.equals(hub())).toList().getLast();
  }

  /** Whether there are accounts enough. */
  static boolean possible(LocalOrganization organization) {
    return members(organization).size() >= ACCOUNTS;
  }

  /** Both releases, one after the other. */
  void play(RolesFolder roles) throws InterruptedException {
    roles.waves(
        "[{accounts: [\"%s\"]}, {percent: 50}, {percent: 100, approve: true}]".formatted(canary));
    bad(roles);
    good(roles);
  }

  private void bad(RolesFolder roles) throws InterruptedException {
    screen.title("A bad template is pushed");
    Map<String, RoleSpec> before = spokes();
    roles.spoil();
    String id = pushed(roles, "A boundary that no account has");
    Rollout halted = progress.await(id, LONGEST);
    List<Entry> items = ledger.items().of(id);
    verdicts.hold(
        halted.state() == Rollout.State.HALTED && failed(items).equals(List.of(canary)),
        "it fails in the canary " + canary + " and halts: " + halted.note());
    verdicts.hold(
        touched(items).equals(List.of(canary)),
        "touched was " + touched(items) + " and nobody else");
    List<String> causes = RolloutSummary.of(halted, items).causes();
    verdicts.hold(
        causes.size() == 1 && causes.getFirst().contains(RolesFolder.NOWHERE),
        "the cause in one line: " + String.join(" | ", causes));
    Rollout back = progress.await(asked("{\"rollback\":true,\"by\":\"once\"}"), LONGEST);
    verdicts.hold(
        back.state() == Rollout.State.FINISHED && spokes().equals(before),
        "it is rolled back, and all " + before.size() + " spokes are as before");
  }

  private void good(RolesFolder roles) throws InterruptedException {
    screen.title("A good one goes in waves");
    Map<String, RoleSpec> before = spokes();
    roles.mend();
    roles.change();
    String id = pushed(roles, "The spoke reads one thing more");
    Rollout waiting = waiting(id);
    verdicts.hold(
        waiting.state() == Rollout.State.WAITING
            && unchanged(before) == in(id, WAVES - 1).size()
            && !in(id, WAVES - 1).isEmpty(),
        "%s; %d of %d spokes are still as before"
            .formatted(waiting.note(), unchanged(before), before.size()));
    asked("{\"resume\":\"" + id + "\",\"by\":\"once\"}");
    Rollout finished = progress.await(id, LONGEST);
    verdicts.hold(
        finished.state() == Rollout.State.FINISHED && unchanged(before) == 0,
        "approved by hand, it reaches everybody");
    verdicts.hold(
        !last(id, 0).isAfter(first(id, 1)) && !last(id, 1).isAfter(first(id, 2)),
        "its waves went in order: "
            + List.of(in(id, 0).size(), in(id, 1).size(), in(id, 2).size())
            + " accounts");
  }

  private String pushed(RolesFolder roles, String message) throws InterruptedException {
    String commit = new GitPush(screen, organization).push(roles.folder(), message);
    String id = "release-" + commit.substring(0, 12);
    Instant end = Instant.now().plus(LONGEST);
    while (ledger.rollouts().find(id).isEmpty() && Instant.now().isBefore(end)) {
      Thread.sleep(LOOK_EVERY);
    }
    return id;
  }

  private String asked(String message) {
    screen.line("invoke " + message);
    try {
      return JSON.readTree(organization.invoke(message).text()).path("rollout").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it stands when it waits, or has ended without. */
  private Rollout waiting(String id) throws InterruptedException {
    Instant end = Instant.now().plus(LONGEST);
    while (Instant.now().isBefore(end)) {
      Optional<Rollout> rollout = ledger.rollouts().find(id);
      if (rollout.filter(one -> !one.open() || one.state() == Rollout.State.WAITING).isPresent()) {
        return rollout.get();
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw new IllegalStateException(id + " neither waits nor ends");
  }

  private static List<String> failed(List<Entry> items) {
    return accounts(items.stream().filter(item -> item.state() == Entry.State.FAILED).toList());
  }

  /** Who was written to or tried; whoever was only looked at has no token of a write. */
  private static List<String> touched(List<Entry> items) {
    return accounts(items.stream().filter(item -> item.attempt().token().isPresent()).toList());
  }

  private static List<String> accounts(List<Entry> items) {
    return items.stream().map(Entry::account).map(AccountId::value).toList();
  }

  private List<Entry> in(String id, int wave) {
    return ledger.items().of(id).stream()
        .filter(item -> item.stack().equals(SPOKE_STACK) && item.wave() == wave)
        .toList();
  }

  private Instant last(String id, int wave) {
    return in(id, wave).stream().map(Entry::changed).max(Comparator.naturalOrder()).orElseThrow();
  }

  private Instant first(String id, int wave) {
    return in(id, wave).stream()
        .flatMap(item -> item.begun().stream())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private long unchanged(Map<String, RoleSpec> before) {
    Map<String, RoleSpec> now = spokes();
    return before.entrySet().stream()
        .filter(one -> one.getValue().equals(now.get(one.getKey())))
        .count();
  }

  /** The live spokes, by account. */
  private Map<String, RoleSpec> spokes() {
    var world = organization.world();
    List<String> members = members(organization);
    return world.locked(
        () ->
            members.stream()
                .collect(
                    Collectors.toMap(
                        id -> id,
                        id -> world.iam().account(id).role(SPOKE).spec(),
                        (one, other) -> one,
                        TreeMap::new)));
  }

  private String hub() {
    return organization.world().settings().hub();
  }

  private static List<String> members(LocalOrganization organization) {
    var world = organization.world();
    String management = world.settings().organization().management();
    return world.locked(
        () ->
            world.organization().accounts().stream()
                .map(Account::id)
                .filter(id -> !id.equals(management))
                .sorted()
                .toList());
  }
}
