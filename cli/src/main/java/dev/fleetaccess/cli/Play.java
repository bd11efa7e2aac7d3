package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.report.RolloutSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The main job, played on a local organization: push, join, re-run, roles that are changed by hand,
 * a release that is taken back, one in waves, and who can enter what.
 */
final class Play {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_ROLLOUT = Duration.ofMinutes(10);
  private static final Duration LONGEST_JOIN = Duration.ofMinutes(2);
  private static final String SPOKE_STACK = "FleetAccess-Spoke";

  private final Screen screen;
  private final Verdicts verdicts;
  private final LocalOrganization organization;
  private final Ledger ledger;
  private final LocalStage stage;
  private final Path templates;
  private final RolloutProgress progress;
  private final Calls calls;

  Play(
      Screen screen,
      LocalOrganization organization,
      Ledger ledger,
      LocalStage stage,
      Path templates) {
    this.screen = Objects.requireNonNull(screen);
    this.verdicts = new Verdicts(screen);
    this.organization = Objects.requireNonNull(organization);
    this.ledger = Objects.requireNonNull(ledger);
    this.stage = Objects.requireNonNull(stage);
    this.templates = Objects.requireNonNull(templates);
    this.progress = new RolloutProgress(screen, ledger);
    this.calls = new Calls(organization);
  }

  /** Everything, and whether all of it held. */
  int all() throws InterruptedException {
    Instant start = Instant.now();
    push();
    String joined = join();
    rerun();
    changedByHand();
    waves();
    walk(joined);
    return verdicts.end(start);
  }

  /** The templates are pushed, and every account receives its roles. */
  void push() throws InterruptedException {
    screen.title("A push to the role repository");
    Instant start = Instant.now();
    calls.begin();
    String commit = new GitPush(screen, organization).push(templates, "The first roles");
    String id = "release-" + commit.substring(0, 12);
    Rollout rollout = progress.await(id, LONGEST_ROLLOUT);
    List<Entry> entries = ledger.items().of(id);
    states(entries);
    long converged =
        entries.stream()
            .filter(entry -> entry.stack().equals(SPOKE_STACK))
            .filter(entry -> entry.state() == Entry.State.CONVERGED)
            .count();
    int members = organization.world().settings().members();
    verdicts.hold(
        rollout.state() == Rollout.State.FINISHED && converged == members,
        "%d of %d member accounts have their spoke, %d s after the push"
            .formatted(converged, members, Verdicts.seconds(start)));
    RolloutSummary summary = RolloutSummary.of(rollout, entries);
    long proven =
        entries.stream()
            .filter(entry -> entry.stack().equals(SPOKE_STACK))
            .filter(entry -> entry.proving().proven().isPresent())
            .count();
    verdicts.hold(
        proven == members && summary.proven() == members + 1,
        "%d of %d spokes proven, and org-read-only: the hub entered them and read"
            .formatted(proven, members));
    summary.causes().forEach(screen::bad);
    measure(calls.created());
  }

  private String join() throws InterruptedException {
    screen.title("An account joins");
    Instant start = Instant.now();
    String request = organization.createAccount("newcomer", "newcomer@example.com");
    screen.line("CreateAccount: " + request);
    Optional<String> account = Optional.empty();
    Optional<Holding> holding = Optional.empty();
    while (holding.isEmpty() && Instant.now().isBefore(start.plus(LONGEST_JOIN))) {
      Thread.sleep(200);
      account = stage.created(request);
      holding =
          account
              .flatMap(id -> ledger.inventory().find(new AccountId(id), SPOKE_STACK))
              .filter(held -> held.proven().isPresent());
    }
    verdicts.hold(
        holding.isPresent(),
        "account %s has its spoke and the hub entered it, %d s after CreateAccount, with no hand on it"
            .formatted(account.orElse("(none)"), Verdicts.seconds(start)));
    return account.orElse("");
  }

  private void rerun() throws InterruptedException {
    screen.title("A re-run by hand");
    calls.begin();
    JsonNode answer = answer(organization.invoke("{\"rerun\":\"all\",\"by\":\"once\"}").text());
    screen.line("invoke {\"rerun\":\"all\"}: " + answer.path("message").asText());
    Rollout rollout = progress.await(answer.path("rollout").asText(), LONGEST_ROLLOUT);
    List<Entry> entries = ledger.items().of(rollout.id());
    long right = entries.stream().filter(entry -> entry.state() == Entry.State.CONVERGED).count();
    verdicts.hold(
        right == entries.size() && rollout.state() == Rollout.State.FINISHED,
        "%d of %d stacks looked at and found right".formatted(right, entries.size()));
    verdicts.hold(calls.writes() == 0, calls.writes() + " writes");
    measure(calls.unchanged());
  }

  /** People change roles, and a sweep that looks at all of them puts them back and proves them. */
  private void changedByHand() throws InterruptedException {
    var byHand = new ByHand(verdicts, organization, ledger);
    screen.title("Roles are changed by hand, and swept");
    if (!byHand.possible()) {
      screen.aside("left out: it takes " + ByHand.SPOKES + " accounts beside the hub's");
      return;
    }
    byHand.change();
    JsonNode answer =
        answer(organization.invoke("{\"sweep\":true,\"drift\":true,\"by\":\"once\"}").text());
    screen.line("invoke {\"sweep\":true,\"drift\":true}: " + answer.path("message").asText());
    Rollout sweep = progress.await(answer.path("rollout").asText(), LONGEST_ROLLOUT);
    byHand.found(sweep.id());
  }

  /** A release that fails in its canary and is rolled back, and one that goes in waves. */
  private void waves() throws InterruptedException {
    if (!WavesPlay.possible(organization)) {
      screen.title("Releases in waves");
      screen.aside("left out: it takes " + WavesPlay.ACCOUNTS + " accounts");
      return;
    }
    try (var roles = new RolesFolder(templates)) {
      new WavesPlay(screen, verdicts, organization, ledger).play(roles);
    }
  }

  private void walk(String joined) {
    screen.title("Who can enter what");
    var walk = new Walk(organization);
    walk.checks(joined).forEach(check -> verdicts.hold(check.holds(), check.text()));
  }

  /** What a person can try on the organization that stays. */
  void whatNext() {
    screen.title("What to try next");
    String port =
        organization.endpoint().getPort() == 4566
            ? ""
            : " --port " + organization.endpoint().getPort();
    screen.line("change a role:       git clone " + organization.repository() + " roles");
    screen.line("                     (edit, commit, git push)");
    screen.line("create an account:   eval \"$(./fleet credentials administrator" + port + ")\"");
    screen.line(
        "                     aws organizations create-account --account-name more --email"
            + " more@example.com");
    screen.line("run it by hand:      ./fleet invoke" + port + " '{\"rerun\":\"all\"}'");
    screen.line(
        "break a role:        eval \"$(./fleet credentials "
            + organization.world().settings().hub()
            + port
            + ")\", or any account's");
    screen.line(
        "                     aws iam attach-role-policy --role-name spoke-001 --policy-arn"
            + " arn:aws:iam::aws:policy/AdministratorAccess");
    screen.line("                     ./fleet sweep --drift" + port);
    screen.line("                     ./fleet status" + port);
    screen.line("be the hub:          eval \"$(./fleet credentials hub" + port + ")\"");
    screen.line(
        "                     aws sts assume-role --role-session-name me --role-arn "
            + new Walk(organization).spoke(organization.world().settings().hub()));
    screen.aside("AWS CLI 2.13 or newer honours AWS_ENDPOINT_URL; older ones take --endpoint-url.");
  }

  private void states(List<Entry> entries) {
    var byState = new TreeMap<String, TreeMap<String, Integer>>();
    for (Entry entry : entries) {
      byState
          .computeIfAbsent(entry.stack(), any -> new TreeMap<>())
          .merge(entry.state().name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
    }
    List<List<String>> rows = new java.util.ArrayList<>();
    rows.add(List.of("stack", "accounts", "state"));
    byState.forEach(
        (stack, states) ->
            states.forEach(
                (state, count) -> rows.add(List.of(stack, String.valueOf(count), state))));
    screen.table(rows);
  }

  private void measure(Calls.Measured measured) {
    screen.table(measured.table());
    measured.targets().forEach(target -> verdicts.hold(target.holds(), target.text()));
  }

  private static JsonNode answer(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
