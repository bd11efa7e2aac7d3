package dev.fleetaccess.cli;

import static dev.fleetaccess.release.SampleReleases.FACTS;
import static dev.fleetaccess.release.SampleReleases.HUB;
import static dev.fleetaccess.release.SampleReleases.MANAGEMENT;
import static dev.fleetaccess.release.SampleReleases.commit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.cli.deploy.FakePremises;
import dev.fleetaccess.cli.preview.Deployed;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeAccess;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.EntryDraft;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.HoldingDraft;
import dev.fleetaccess.ledger.InMemoryInventory;
import dev.fleetaccess.ledger.InMemoryItems;
import dev.fleetaccess.ledger.InMemoryRollouts;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.reconcile.FakeRoles;
import dev.fleetaccess.reconcile.FakeStacks;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.FakeRoleRepository;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.InMemoryReleases;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import dev.fleetaccess.run.FakeAnalyzer;
import dev.fleetaccess.run.PolicyAnalyzer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger in memory, as a fleet leaves it behind: one release finished, the next one halted. */
public final class SampleFleet implements Library {
  public static final Instant NOW = FakeClock.START;
  public static final String SPOKE = "FleetAccess-Spoke";
  public static final CommitId OLD = commit('a');
  public static final CommitId NEW = commit('b');

  private static final String WAVES =
      "[{accounts: [\"300000000001\"]}, {percent: 100, approve: true}]";

  private static final Failure DENIED =
      new Failure(Failure.Kind.DENIED, "AccessDenied", "none of the access roles lets us in");

  final FakeClock clock = new FakeClock();
  final InMemoryRollouts rollouts = new InMemoryRollouts();
  final InMemoryItems items = new InMemoryItems();
  final InMemoryInventory inventory = new InMemoryInventory();
  final InMemoryReleases releases = new InMemoryReleases();
  final FakeRoleRepository repository = new FakeRoleRepository();
  final FakeOrganization organization = new FakeOrganization(FACTS);
  private final Release old = SampleReleases.release(OLD);

  /** What a pause brings about; nothing unless a test says so. */
  Runnable meanwhile = () -> {};

  final FakeAccess access = new FakeAccess();
  final FakeStacks stacks = new FakeStacks(clock, Duration.ZERO);
  final FakeRoles roles = new FakeRoles();
  final FakePremises premises = new FakePremises();
  final FakeAnalyzer analyzer = new FakeAnalyzer();
  final List<String> sent = new ArrayList<>();

  /** Where releases were looked for. */
  final List<RoleSource> sources = new ArrayList<>();

  /** What the orchestrator answers whatever it is sent. */
  ObjectNode answer =
      JsonNodeFactory.instance
          .objectNode()
          .put("status", "started")
          .put("message", "they are looked at again")
          .put("rollout", "drift-1");

  /** What units are called; nothing unless a test says so. */
  Map<String, String> unitNames = Map.of();

  boolean local;

  @Override
  public Books table(String name) {
    return books("table " + name + " in us-east-1");
  }

  @Override
  public Optional<Books> local(int port) {
    return local ? Optional.of(books("local organization on port " + port)) : Optional.empty();
  }

  @Override
  public PolicyAnalyzer analyzer() {
    return analyzer;
  }

  private Books books(String where) {
    return new Books(
        where,
        new Ledger(rollouts, items, inventory),
        releases,
        organization,
        parents -> unitNames,
        source -> {
          sources.add(source);
          return repository;
        },
        () -> new Reckoning(Deployed.USUAL, Reckoning.Origin.DEPLOYED),
        new Hospital(
            new Visit(access, stacks, roles),
            message -> {
              sent.add(message);
              return answer;
            },
            premises),
        clock,
        time -> {
          clock.advance(time);
          meanwhile.run();
        },
        () -> {});
  }

  /** One release finished an hour ago, everybody proven. */
  SampleFleet finished(int accounts) {
    releases.put(old.source(), List.of());
    repository.push(OLD, SampleReleases.templates());
    Instant start = NOW.minus(Duration.ofHours(1));
    Rollout first = rollout("release-aaaaaaaaaaaa", Rollout.Kind.RELEASE, OLD, start);
    rollouts.open(first);
    rollouts.move(Pointers.NONE.withCandidate(new Pointers.Pointer(OLD, first.id())));
    has(HUB, "FleetAccess-Hub", start);
    has(HUB, SPOKE, start);
    has(MANAGEMENT, "FleetAccess-OrgReadOnly", start);
    for (int i = 1; i <= accounts; i++) {
      has(account(i), SPOKE, start.plusSeconds(i));
      Entry item = item(first, account(i)).state(Entry.State.CONVERGED).done();
      items.plan(item.as(Entry.State.CONVERGED, "CREATE_COMPLETE", start.plusSeconds(20 + i)));
    }
    Rollout closed = first.closed(Rollout.State.FINISHED, "", start.plusSeconds(90));
    rollouts.sum(closed, Map.of(Entry.State.CONVERGED, accounts + 3));
    rollouts.step(closed);
    rollouts.move(
        rollouts
            .overview()
            .pointers()
            .finished(new Pointers.Pointer(OLD, first.id()), Duration.ofDays(1), NOW));
    return this;
  }

  /** Another release came since: it failed in two accounts, and halted before the fourth. */
  SampleFleet halted() {
    finished(6);
    releases.put(SampleReleases.source(NEW, SampleReleases.templates()), List.of());
    Instant start = NOW.minus(Duration.ofMinutes(5));
    Rollout second = rollout("release-bbbbbbbbbbbb", Rollout.Kind.RELEASE, NEW, start);
    rollouts.open(second);
    rollouts.move(
        rollouts.overview().pointers().withCandidate(new Pointers.Pointer(NEW, second.id())));
    for (int i = 1; i <= 2; i++) {
      fails(second, account(i), start.plusSeconds(30 + i));
    }
    inventory.put(
        inventory.find(account(3), SPOKE).orElseThrow().but().release(Optional.of(NEW)).done());
    items.plan(
        item(second, account(3))
            .attempt(Attempt.FIRST.failed(Failure.Kind.DENIED))
            .done()
            .as(Entry.State.CONVERGED, "UPDATE_COMPLETE", start.plusSeconds(50)));
    items.plan(item(second, account(4)).done().as(Entry.State.NOT_STARTED, "", start));
    items.plan(item(second, account(7)).done().as(Entry.State.NOT_STARTED, "", start));
    items.plan(item(second, account(8)).done().as(Entry.State.SKIPPED, "suspended by AWS", start));
    inventory.put(
        inventory
            .find(account(5), SPOKE)
            .orElseThrow()
            .but()
            .broken(Optional.of("the hub role could not enter the spoke (AccessDenied)"))
            .done());
    joined(account(6), Optional.of(Duration.ofSeconds(95)));
    joined(account(5), Optional.empty());
    Rollout closed =
        second.closed(
            Rollout.State.HALTED,
            "2 of 7 accounts failed at FleetAccess-Spoke, 1 are tolerated",
            start.plusSeconds(60));
    rollouts.sum(closed, Map.of(Entry.State.CONVERGED, 1, Entry.State.FAILED, 2));
    rollouts.step(closed);
    return this;
  }

  /** As {@link #halted()}, and it was taken back by itself: everybody has the old release. */
  SampleFleet rolledBack() {
    finished(3);
    Instant start = NOW.minus(Duration.ofMinutes(5));
    Rollout second = rollout("release-bbbbbbbbbbbb", Rollout.Kind.RELEASE, NEW, start);
    rollouts.open(second);
    rollouts.move(
        rollouts.overview().pointers().withCandidate(new Pointers.Pointer(NEW, second.id())));
    items.plan(
        item(second, account(1))
            .done()
            .ended(Entry.State.FAILED, DENIED.code(), Optional.of(DENIED), 4, start));
    String why = "1 of 3 accounts failed at FleetAccess-Spoke, 0 are tolerated";
    Rollout closed = second.closed(Rollout.State.ROLLED_BACK, why, start.plusSeconds(60));
    rollouts.sum(closed, Map.of(Entry.State.FAILED, 1));
    rollouts.step(closed);
    rollouts.move(rollouts.overview().pointers().undoing());
    Rollout back =
        rollout("rollback-bbbbbbbbbbbb", Rollout.Kind.ROLLBACK, OLD, start.plusSeconds(60));
    rollouts.open(back);
    items.plan(item(back, account(1)).done().as(Entry.State.CONVERGED, "", start.plusSeconds(90)));
    Rollout gone = back.closed(Rollout.State.FINISHED, "", start.plusSeconds(90));
    rollouts.sum(gone, Map.of(Entry.State.CONVERGED, 1));
    rollouts.step(gone);
    return this;
  }

  /** The last push was refused, for more than one reason. */
  SampleFleet refused() {
    CommitId commit = commit('c');
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.warning("hub-compute-service", "hub-role.yaml", 58, "Keep it small."));
    findings.add(Finding.error("rollout-waves", "fleet.yaml", 10, "The last wave is missing."));
    for (int line = 21; line <= 25; line++) {
      findings.add(
          Finding.error("change-gains-actions", "spoke-role.yaml", line, "It gains 's3:Put*'.")
              .about("s3:Put* " + line));
    }
    releases.put(SampleReleases.source(commit, SampleReleases.templates()), findings);
    rollouts.refuse(new Refusal(commit, NOW.minus(Duration.ofMinutes(12))));
    return this;
  }

  /** A sweep half an hour ago found what somebody had done to three roles. */
  SampleFleet swept() {
    Instant start = NOW.minus(Duration.ofMinutes(30));
    Rollout sweep = rollout("sweep-20261120T023000Z-0001", Rollout.Kind.SWEEP, OLD, start);
    rollouts.open(sweep);
    String admin = "drift put back — spoke-001: AdministratorAccess is attached to it";
    found(sweep, account(1), admin);
    found(sweep, account(2), admin);
    found(sweep, account(3), "drift put back — spoke-001: its trust policy differs: it lets in *");
    items.plan(item(sweep, account(4)).done().as(Entry.State.CONVERGED, "CREATE_COMPLETE", start));
    rollouts.step(sweep.closed(Rollout.State.FINISHED, "", start.plusSeconds(90)));
    return this;
  }

  private void found(Rollout sweep, AccountId account, String what) {
    var course = new Course(Course.Kind.REVERTED, what);
    items.plan(
        item(sweep, account)
            .attempt(Attempt.FIRST.on(course, Optional.empty()))
            .done()
            .as(Entry.State.CONVERGED, what, sweep.started().plusSeconds(60)));
  }

  /** A release of which two accounts of three are still to come. */
  Rollout running() {
    finished(3);
    releases.put(SampleReleases.source(NEW, SampleReleases.templates()), List.of());
    Rollout second = rollout("release-bbbbbbbbbbbb", Rollout.Kind.RELEASE, NEW, NOW);
    rollouts.open(second);
    rollouts.move(
        rollouts.overview().pointers().withCandidate(new Pointers.Pointer(NEW, second.id())));
    items.plan(item(second, account(1)).done().as(Entry.State.CONVERGED, "", NOW));
    items.plan(item(second, account(2)).state(Entry.State.SENT).done());
    items.plan(item(second, account(3)).done());
    Rollout running = second.as(Rollout.State.RUNNING, "", NOW, NOW.plusSeconds(60));
    rollouts.step(running);
    return running;
  }

  /** A release that waits for a person before its last wave; who joined has nothing yet. */
  SampleFleet waiting() {
    finished(3);
    Map<String, String> waved = new HashMap<>(SampleReleases.templates());
    waved.computeIfPresent("fleet.yaml", (file, text) -> text.replace("[{percent: 100}]", WAVES));
    releases.put(SampleReleases.source(NEW, waved), List.of());
    Instant start = NOW.minus(Duration.ofMinutes(5));
    Rollout second = rollout("release-bbbbbbbbbbbb", Rollout.Kind.RELEASE, NEW, start);
    rollouts.open(second);
    rollouts.move(
        rollouts.overview().pointers().withCandidate(new Pointers.Pointer(NEW, second.id())));
    items.plan(item(second, account(1)).done().as(Entry.State.CONVERGED, "", start));
    inventory.put(
        inventory.find(account(1), SPOKE).orElseThrow().but().release(Optional.of(NEW)).done());
    for (int i = 2; i <= 3; i++) {
      items.plan(item(second, account(i)).wave(1).done());
    }
    rollouts.step(
        second
            .as(
                Rollout.State.WAITING,
                "FleetAccess-Spoke, wave 2 of 2 waits for approval",
                NOW.minus(Duration.ofMinutes(4)),
                NOW)
            .but()
            .wave(1)
            .done());
    return this;
  }

  void fails(Rollout rollout, AccountId account, Instant when) {
    Entry item =
        item(rollout, account)
            .attempt(Attempt.FIRST.failed(Failure.Kind.DENIED).failed(Failure.Kind.DENIED))
            .done();
    items.plan(item.ended(Entry.State.FAILED, DENIED.code(), Optional.of(DENIED), 4, when));
    inventory.put(
        inventory
            .find(account, SPOKE)
            .map(Holding::but)
            .orElseGet(() -> Holding.of(account, SPOKE, when))
            .failure(Optional.of(DENIED))
            .seen(when)
            .done());
  }

  /** It came two hours ago, and was proven so long after; or never was. */
  private void joined(AccountId account, Optional<Duration> provenAfter) {
    HoldingDraft draft = inventory.find(account, SPOKE).orElseThrow().but();
    if (provenAfter.isEmpty()) {
      draft.proven(Optional.empty());
    }
    inventory.put(
        draft.joined(Optional.of(NOW.minus(Duration.ofHours(2)))).provenAfter(provenAfter).done());
  }

  private void has(AccountId account, String stack, Instant when) {
    HoldingDraft holding =
        Holding.of(account, stack, when)
            .release(Optional.of(OLD))
            .applied(
                Optional.of(
                    new Applied(
                        old.stack(stack, account).digest(),
                        "arn:aws:cloudformation:us-east-1:" + account + ":stack/" + stack + "/1",
                        when)))
            .role(Optional.of("OrganizationAccountAccessRole"));
    if (stack.equals(SPOKE)) {
      holding.proven(Optional.of(when)).traits(new Traits(List.of("ou-1", "r-1"), Map.of()));
    }
    inventory.put(holding.done());
  }

  static EntryDraft item(Rollout rollout, AccountId account) {
    return Entry.of(rollout.id(), rollout.release(), account, SPOKE, rollout.started())
        .stage(2)
        .calls(4)
        .listed(Optional.of(rollout.started()))
        .begun(Optional.of(rollout.started()));
  }

  public static AccountId account(int number) {
    return new AccountId("%012d".formatted(300_000_000_000L + number));
  }

  public static Rollout rollout(String id, Rollout.Kind kind, CommitId release, Instant started) {
    return Rollout.of(id, kind, release, new Scope.Everyone(), started)
        .by("kim")
        .state(Rollout.State.CLAIMING)
        .stage(2)
        .due(started.plusSeconds(300))
        .done();
  }
}
