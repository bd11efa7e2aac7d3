package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.plan.WorkQueue;
import dev.fleetaccess.release.Releases;
import dev.fleetaccess.release.RoleRepository;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.AcceptedForms;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Answers every trigger: opens rollouts, and takes them step by step to their end. */
public final class Orchestrator {
  /** Until a release has finished no manifest says how often; a first push may be lost as well. */
  private static final Duration FIRST_SWEEPS = Duration.ofHours(24);

  private static final Asker PUSH = Asker.of("push");
  private static final Duration FAILED_TICK_AFTER = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final TickQueue ticks;
  private final ReleaseDoor releaseDoor;
  private final AccountDoor accountDoor;
  private final Orders orders;
  private final Undoing undoing;
  private final RolloutRunner runner;
  private final Telling telling;
  private final Journal journal;
  private final InstantSource clock;

  /** Puts the orchestrator together. */
  public Orchestrator(Ports ports, Setting setting, Surroundings given) {
    this.ledger = ports.ledger();
    this.ticks = ports.ticks();
    this.clock = given.clock();
    this.journal = given.journal();
    var shelf = new ReleaseShelf(ports.releases());
    this.telling = new Telling(ports.notices(), ledger, journal);
    var opening = new Opening(ledger.rollouts(), ticks, telling, clock);
    var fanout =
        new Fanout(ports.organization(), ledger, shelf, given.parallel(), setting.rates(), clock);
    this.undoing = new Undoing(ledger, opening, ticks, clock);
    this.releaseDoor =
        new ReleaseDoor(
            ports.repository(),
            ports.releases(),
            ports.organization(),
            new SecondOpinion(ports.analyzer()),
            ledger,
            shelf,
            new BranchHead(ledger.rollouts(), telling, clock),
            opening,
            ticks,
            given.journal(),
            new ReleaseDoor.Surface(setting.accessRoles(), setting.workerRoleArn()));
    this.accountDoor =
        new AccountDoor(
            ports.organization(),
            ledger,
            shelf,
            opening,
            new Latecomers(ledger, fanout, shelf, clock),
            new Departures(ledger, shelf, journal, clock),
            clock,
            given.random());
    this.orders =
        new Orders(
            ledger.rollouts(),
            releaseDoor,
            accountDoor,
            new CommandDoor(ledger, shelf, ticks, telling, journal, clock),
            undoing);
    this.runner =
        new RolloutRunner(
            ledger,
            shelf,
            new PlanningTurn(
                ledger, shelf, fanout, ticks, given.journal(), setting.deadlines(), clock),
            new Dispatch(ledger, ports.work(), given.parallel(), given.journal(), clock),
            new Closing(
                ledger, undoing, ticks, telling, new Counting(ledger, shelf, journal), clock),
            ticks,
            telling,
            given.journal(),
            setting.deadlines(),
            new Queueing(ledger.rollouts(), setting.rates(), clock),
            clock);
  }

  /**
   * The outside, as the orchestrator reaches it.
   *
   * @param organization lists accounts
   * @param repository holds the roles
   * @param releases keeps what was read
   * @param ledger keeps what happened
   * @param work feeds the workers
   * @param ticks feeds the orchestrator
   * @param notices tells people and machines
   * @param analyzer examines policies beside our own rules
   */
  public record Ports(
      Organization organization,
      RoleRepository repository,
      Releases releases,
      Ledger ledger,
      WorkQueue work,
      TickQueue ticks,
      Notices notices,
      PolicyAnalyzer analyzer) {}

  /**
   * What was set at deployment.
   *
   * @param accessRoles names of the roles that may be assumed in member accounts
   * @param workerRoleArn the worker function's role
   * @param deadlines how often to look
   * @param rates how much of AWS's rates we allow ourselves
   */
  public record Setting(
      Set<String> accessRoles, String workerRoleArn, Deadlines deadlines, Rates rates) {
    public Setting {
      accessRoles = Set.copyOf(accessRoles);
      Objects.requireNonNull(workerRoleArn);
      Objects.requireNonNull(deadlines);
      Objects.requireNonNull(rates);
    }
  }

  /**
   * Time, chance, threads and a voice, all given.
   *
   * @param clock what time it is
   * @param random chance
   * @param parallel does things side by side
   * @param journal says what happens
   */
  public record Surroundings(
      InstantSource clock, RandomGenerator random, Parallel parallel, Journal journal) {}

  /**
   * Answers one trigger.
   *
   * @param request the id of the request that brought it: the same when Lambda delivers it again,
   *     which it does with an asynchronous one that failed, and sometimes with one that did not
   */
  public Reply handle(Trigger trigger, String request) {
    return switch (trigger) {
      case Trigger.Pushed() -> releaseDoor.look(PUSH);
      case Trigger.AccountJoined(var account) -> accountDoor.joined(account);
      case Trigger.AccountLeft(var account) -> accountDoor.left(account);
      case Trigger.AccountMoved(var account) -> accountDoor.moved(account);
      case Trigger.Order order -> orders.answer(order, request);
      case Trigger.Heartbeat() -> heartbeat();
      case Trigger.Tick(String rollout, int step) -> tick(rollout, step);
      case Trigger.Ignored(String reason) -> Reply.ignored(reason);
      case Trigger.Refused(String reason) -> Reply.refused(reason, AcceptedForms.all());
    };
  }

  private Reply heartbeat() {
    Rollouts.Overview overview = ledger.rollouts().overview();
    Instant now = clock.instant();
    List<String> taken = new ArrayList<>();
    for (Rollouts.Open open : overview.open()) {
      if (open.due().isBefore(now)) {
        takeUp(open.id());
        taken.add(open.id());
      }
    }
    journal.heartbeat(taken.size(), oldest(overview, now));
    if (sweepIsDue(overview.pointers(), now)) {
      return orders.sweep(Rollout.Kind.SWEEP, false, Asker.of("heartbeat"));
    }
    return taken.isEmpty()
        ? Reply.nothing("nothing is overdue")
        : Reply.started(taken.getFirst(), "overdue and taken up: " + String.join(", ", taken));
  }

  private Duration oldest(Rollouts.Overview overview, Instant now) {
    return overview.open().stream()
        .flatMap(open -> ledger.rollouts().find(open.id()).stream())
        .filter(Rollout::open)
        .map(rollout -> Duration.between(rollout.started(), now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static boolean sweepIsDue(Pointers pointers, Instant now) {
    Duration every = pointers.sweepEvery().isZero() ? FIRST_SWEEPS : pointers.sweepEvery();
    return pointers.sweptAt().filter(last -> last.plus(every).isAfter(now)).isEmpty();
  }

  /** A tick of an older step is dropped: somebody took that step already. */
  private Reply tick(String id, int step) {
    Optional<Rollout> rollout = ledger.rollouts().find(id);
    if (rollout.isEmpty() || !rollout.get().open() || isStale(rollout.get(), step)) {
      return Reply.nothing("the tick is stale");
    }
    try {
      take(rollout.get());
    } catch (RemoteFailure e) {
      if (!e.failure().kind().retryable()) {
        throw e;
      }
      // Sooner than the queue would deliver this tick again.
      ticks.send(id, step, FAILED_TICK_AFTER);
      return Reply.nothing("the tick comes back: " + e.getMessage());
    }
    return Reply.started(id, "taken one step further");
  }

  /**
   * Whoever plans accounts took a step for it and decides nothing until it is done: who rang just
   * before is still heard.
   */
  private boolean isStale(Rollout rollout, int step) {
    int heard = rollout.listing().isTaken(clock.instant()) ? 1 : 0;
    return step < rollout.step() - heard;
  }

  /** One that cannot be taken further keeps nobody from the others; it stays overdue. */
  private void takeUp(String id) {
    try {
      ledger.rollouts().find(id).filter(Rollout::open).ifPresent(this::take);
    } catch (RuntimeException e) {
      journal.warning(
          "an overdue rollout could not be taken up", Map.of("rollout", id, "why", "" + e));
    }
  }

  private void take(Rollout rollout) {
    Pointers pointers = ledger.rollouts().overview().pointers();
    if (rollout.state() == Rollout.State.CLAIMING) {
      claim(rollout, pointers);
    } else {
      runner.take(rollout, pointers);
    }
  }

  private void claim(Rollout rollout, Pointers pointers) {
    boolean back = rollout.kind() == Rollout.Kind.ROLLBACK;
    Claim claim = back ? undoing.claim(rollout, pointers) : releaseDoor.claim(rollout, pointers);
    Instant now = clock.instant();
    switch (claim) {
      case GRANTED -> {
        Instant due = Deadlines.rollout(now, Duration.ZERO);
        Rollout begun =
            back ? undoing.begun(rollout, due) : rollout.as(Rollout.State.RUNNING, "", now, due);
        if (ledger.rollouts().step(begun)) {
          ticks.send(rollout.id(), begun.step(), Duration.ZERO);
          telling.started(begun, back ? List.of() : releaseDoor.widening(begun));
        }
      }
      case PASSED -> {
        String why = back ? "a newer release took its place" : "the branch has moved on";
        ledger.rollouts().step(rollout.closed(Rollout.State.SUPERSEDED, why, now));
        if (!back) {
          releaseDoor.look(PUSH);
        }
      }
      case AGAIN -> ticks.send(rollout.id(), rollout.step(), Duration.ZERO);
    }
  }
}
