package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.lambda.Answer;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.run.ReleaseShelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Push, joins, a change, drift, an account that leaves, a halt, a role taken over, and re-runs, on
 * a local organization in which much goes wrong.
 */
final class FaultPlay {
  /** The stack that every account has. */
  static final String SPOKE_STACK = "FleetAccess-Spoke";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SWEEP = "{\"sweep\":true}";
  private static final int JOINS = 3;
  private static final int MOST_PRESSES = 10;

  private final Screen screen;
  private final Verdicts verdicts;
  private final LocalOrganization organization;
  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final LocalStage stage;
  private final RolesFolder roles;
  private final WireFaults faults;
  private final Outages outages;
  private final Spoiled spoiled;
  private final Watcher watcher;
  private final Outcomes outcomes;
  private final StepVerdicts resting;

  FaultPlay(
      Screen screen,
      LocalOrganization organization,
      LedgerReader reader,
      LocalStage stage,
      RolesFolder roles,
      long seed) {
    this.screen = Objects.requireNonNull(screen);
    this.verdicts = new Verdicts(screen);
    this.organization = Objects.requireNonNull(organization);
    this.ledger = reader.ledger();
    this.releases = reader.releases();
    this.stage = Objects.requireNonNull(stage);
    this.roles = Objects.requireNonNull(roles);
    var chance = new SplittableRandom(seed);
    this.faults = new WireFaults(organization, chance.split());
    this.outages = new Outages(organization, faults);
    this.spoiled = new Spoiled(organization, chance.split());
    this.watcher = new Watcher(organization, ledger, faults);
    this.outcomes = new Outcomes(organization.world(), ledger, releases);
    this.resting = new StepVerdicts(screen, verdicts, ledger, releases, outcomes, spoiled);
  }

  /** Everything, and whether all of it held. */
  int all() throws InterruptedException {
    Instant start = Instant.now();
    spoil();
    organization.disturb(faults);
    faults.on(true);
    push("A push, while much goes wrong", "The first roles", outages::purge);
    joins();
    stick();
    change();
    drift();
    leave();
    CommitId last = halt();
    faults.on(false);
    mend(last);
    nothingToDo();
    injected();
    return verdicts.end(start);
  }

  private void spoil() throws InterruptedException {
    screen.title("Accounts that are not as they should be");
    spoiled.begin(roles.text("spoke-role.yaml"));
    screen.table(
        List.of(
            List.of("account", "is"),
            List.of(spoiled.suspended(), "suspended"),
            List.of(spoiled.closedToUs(), "without the role by which it is entered"),
            List.of(spoiled.controlled(), "under a control policy that forbids CloudFormation"),
            List.of(spoiled.foreign(), "with a foreign role of the spoke's name"),
            List.of(spoiled.neverCreated(), "with a stack in ROLLBACK_COMPLETE")));
  }

  private CommitId push(String title, String message, Consumer<BooleanSupplier> meanwhile)
      throws InterruptedException {
    screen.title(title);
    Instant start = Instant.now();
    CommitId commit = commit(message);
    String id = id(commit);
    BooleanSupplier begun = () -> ledger.rollouts().find(id).isPresent();
    meanwhile.accept(begun);
    Set<String> seen = watcher.rest(begun, SWEEP);
    seen.add(id);
    resting.check(seen, start);
    resting.brought(id, commit);
    return commit;
  }

  private CommitId commit(String message) throws InterruptedException {
    return new CommitId(new GitPush(screen, organization).push(roles.folder(), message));
  }

  private static String id(CommitId commit) {
    return "release-" + commit.value().substring(0, 12);
  }

  private void joins() throws InterruptedException {
    screen.title(JOINS + " accounts join");
    Instant start = Instant.now();
    List<String> requests = new ArrayList<>();
    for (int number = 1; number <= JOINS; number++) {
      requests.add(
          organization.createAccount("joined-" + number, "joined-" + number + "@example.com"));
    }
    BooleanSupplier known = () -> requests.stream().allMatch(this::hasSpoke);
    resting.check(watcher.rest(known, SWEEP), start);
    verdicts.hold(known.getAsBoolean(), "the accounts that joined have their spoke");
    refusals(requests);
  }

  private boolean hasSpoke(String request) {
    return stage
        .created(request)
        .flatMap(id -> ledger.inventory().find(new AccountId(id), SPOKE_STACK))
        .flatMap(Holding::applied)
        .isPresent();
  }

  /** They cannot be entered in their first seconds. */
  private void refusals(List<String> requests) {
    Set<String> accounts = new TreeSet<>();
    requests.forEach(request -> stage.created(request).ifPresent(accounts::add));
    organization.world().calls().snapshot().entrySet().stream()
        .filter(call -> accounts.contains(call.getKey().account()))
        .filter(call -> call.getKey().operation().equals("AssumeRole"))
        .filter(call -> !call.getKey().error().isEmpty())
        .mapToLong(Map.Entry::getValue)
        .forEach(times -> faults.happened("an account that joined was not ready", times));
  }

  private void stick() throws InterruptedException {
    screen.title("A stack gets stuck");
    roles.change();
    spoiled.stick(roles.text("spoke-role.yaml"));
    screen.line("the stack of " + spoiled.stuck() + " is UPDATE_ROLLBACK_FAILED");
  }

  private void change() throws InterruptedException {
    push(
        "A change is pushed, while the table and the queues fail for a while",
        "Read more",
        outages::oneAfterAnother);
  }

  private void drift() throws InterruptedException {
    screen.title("A role is changed by hand, and a re-run compares live roles");
    spoiled.drift();
    screen.line("the spoke of " + spoiled.drifted() + " has AdministratorAccess");
    Instant start = Instant.now();
    resting.check(byHand("{\"rerun\":\"all\",\"drift\":true,\"by\":\"faults\"}"), start);
    verdicts.hold(spoiled.driftIsPutBack(), "what was changed by hand is put back");
  }

  private void leave() throws InterruptedException {
    screen.title("An account leaves, and a sweep looks at everybody");
    spoiled.leave();
    screen.line(spoiled.leaving() + " has left the organization");
    Instant start = Instant.now();
    resting.check(byHand("{\"sweep\":true,\"by\":\"faults\"}"), start);
    verdicts.hold(
        ledger.inventory().of(new AccountId(spoiled.leaving())).isEmpty(),
        "the account that left is forgotten");
  }

  /** The release takes the foreign role over, too. */
  private CommitId halt() throws InterruptedException {
    screen.title("A release is stopped by hand half way, and then goes on");
    roles.adopt();
    Instant start = Instant.now();
    CommitId commit = commit("Say it anew, and take over what stands there");
    String id = id(commit);
    Future<?> halts = outages.halt(id, () -> spreads(id), () -> closed(id));
    Set<String> seen = watcher.rest(() -> closed(id), SWEEP);
    outages.over(halts);
    seen.add(id);
    resting.check(seen, start);
    resting.is(id, Rollout.State.HALTED);

    start = Instant.now();
    while (closed(id)) {
      organization.invoke("{\"resume\":\"%s\",\"by\":\"faults\"}".formatted(id));
      Thread.sleep(1_000);
    }
    seen = watcher.rest(() -> true, SWEEP);
    seen.add(id);
    resting.check(seen, start);
    resting.brought(id, commit);
    verdicts.hold(spoiled.takenOver(), "the foreign role is the stack's own now, and the same one");
    return commit;
  }

  private boolean spreads(String id) {
    return ledger.rollouts().find(id).isPresent()
        && ledger.items().of(id).stream()
            .filter(entry -> entry.stack().equals(SPOKE_STACK))
            .anyMatch(entry -> entry.attempt().token().isPresent());
  }

  private boolean closed(String id) {
    return ledger.rollouts().find(id).filter(rollout -> !rollout.open()).isPresent();
  }

  private void mend(CommitId release) throws InterruptedException {
    screen.title("Somebody does what the ledger says; the failed accounts are re-run");
    Instant start = Instant.now();
    spoiled.mend();
    resting.check(byHand("{\"rerun\":\"failed\",\"by\":\"faults\"}"), start);
    List<String> wrong = outcomes.notRight(releases.get(release), List.of());
    verdicts.hold(wrong.isEmpty(), "every usable account has what it should have");
    wrong.forEach(screen::bad);
  }

  private void nothingToDo() throws InterruptedException {
    screen.title("A re-run with nothing to do");
    Instant start = Instant.now();
    var calls = new Calls(organization);
    calls.begin();
    resting.check(byHand("{\"rerun\":\"all\",\"by\":\"faults\"}"), start);
    verdicts.hold(calls.writes() == 0, calls.writes() + " writes");
  }

  private void injected() {
    screen.title("What went wrong, and how often");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("times", "what"));
    faults.counts().forEach((what, times) -> rows.add(List.of("" + times, what)));
    screen.table(rows);
    screen.line("messages in dead-letter queues: " + organization.queueDepths());
    verdicts.hold(faults.never().isEmpty(), "everything that can go wrong did" + never());
  }

  private String never() {
    return faults.never().isEmpty() ? "" : ", but for: " + String.join(", ", faults.never());
  }

  /** As a person does: until it is answered that something was begun. */
  private Set<String> byHand(String event) throws InterruptedException {
    for (int press = 0; press < MOST_PRESSES; press++) {
      Answer answer = organization.invoke(event);
      Optional<String> rollout = rollout(answer);
      if (rollout.isPresent()) {
        Set<String> seen = watcher.rest(() -> true, event);
        seen.add(rollout.get());
        return seen;
      }
      screen.line(event + " was answered with " + answer.text());
      Thread.sleep(1_000);
    }
    throw new IllegalStateException(event + " began nothing");
  }

  private static Optional<String> rollout(Answer answer) {
    try {
      return answer instanceof Answer.Returned
          ? Optional.of(JSON.readTree(answer.text()).path("rollout").asText())
              .filter(id -> !id.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
