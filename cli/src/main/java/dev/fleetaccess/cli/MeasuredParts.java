package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.LocalOrganization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What an orchestrator has to do in its life, one after the other, each measured by itself. */
final class MeasuredParts {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A question that is refused at once. */
  private static final String NOTHING = "{}";

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration SAY_EVERY = Duration.ofSeconds(60);

  /** A ledger that answers nothing for so long is not busy. */
  private static final Duration UNANSWERED = Duration.ofMinutes(5);

  private final Screen screen;
  private final LocalOrganization organization;
  private final Ledger ledger;
  private final StandInWorkers workers;
  private final OrchestratorGauge gauge;
  private final Path templates;
  private final Duration patience;
  private final List<Reading> readings = new ArrayList<>();
  private String first = "";
  private String change = "";
  private String removal = "";
  private int pages;
  private Instant answered = Instant.MIN;

  /**
   * @param patience how long each of them may take
   */
  MeasuredParts(
      Screen screen,
      LocalOrganization organization,
      Ledger ledger,
      StandInWorkers workers,
      OrchestratorGauge gauge,
      Path templates,
      Duration patience) {
    this.screen = Objects.requireNonNull(screen);
    this.organization = Objects.requireNonNull(organization);
    this.ledger = Objects.requireNonNull(ledger);
    this.workers = Objects.requireNonNull(workers);
    this.gauge = Objects.requireNonNull(gauge);
    this.templates = Objects.requireNonNull(templates);
    this.patience = Objects.requireNonNull(patience);
  }

  /** One work to be measured: true when it came to what it ends with. */
  private interface Work {
    boolean done() throws IOException, InterruptedException;
  }

  /** Each after the one before; none follows one that did not come to its end. */
  List<Reading> all() throws IOException, InterruptedException {
    boolean reached =
        part("first release: every account listed, sent, visited", this::first)
            && part("its end: summed up, counted, told", this::end)
            && part("sweep in which every account newly fails", this::sweep)
            && part("re-run of all that failed", () -> ended(ask("{\"rerun\":\"failed\"}")))
            && part("change in two waves, the first one done", this::change)
            && part("halt: the second wave given up", this::halt)
            && part("rollback of the first wave", () -> ended(ask("{\"rollback\":true}")))
            && part("stack taken out: all deletions counted, halt", this::removal)
            && part("deletions agreed to and done", this::agreed);
    screen.aside(reached ? "all of it was done" : "what comes after it was left out");
    return List.copyOf(readings);
  }

  private boolean part(String name, Work work) throws IOException, InterruptedException {
    screen.aside(name + " …");
    gauge.begin(organization.processes());
    boolean reached = work.done();
    // Its one process answers this when it has done what came before: the part's last invocation.
    organization.invoke(NOTHING);
    Reading reading = gauge.read(name, organization.processes(), reached);
    readings.add(reading);
    screen.line(String.join("  ", reading.row()));
    return reached;
  }

  private boolean first() throws IOException, InterruptedException {
    workers.keepBack(new AccountId(organization.world().settings().hub()));
    try (var roles = new RolesFolder(templates)) {
      roles.removable();
      first = push(roles, "measured");
    }
    // The hub's own and the organization's stack come on top of a spoke each; one is kept back.
    long most = organization.world().settings().members() + 1L;
    return until(first, rollout -> rollout.listing().complete())
        && until(() -> workers.visited() >= most);
  }

  private boolean end() throws InterruptedException {
    workers.letGo();
    return ended(first);
  }

  private boolean sweep() throws IOException, InterruptedException {
    workers.fail(true);
    boolean reached = ended(ask("{\"sweep\":true}"));
    workers.fail(false);
    return reached;
  }

  private boolean change() throws IOException, InterruptedException {
    try (var roles = new RolesFolder(templates)) {
      roles.removable();
      roles.waves("[{percent: 50}, {percent: 100, approve: true}]");
      change = push(roles, "half of it");
    }
    return until(change, rollout -> rollout.state() == Rollout.State.WAITING);
  }

  private boolean halt() throws IOException, InterruptedException {
    ask("{\"halt\":\"" + change + "\"}");
    return ended(change);
  }

  private boolean removal() throws IOException, InterruptedException {
    try (var roles = new RolesFolder(templates)) {
      roles.withoutSpoke();
      removal = push(roles, "no spokes any more");
    }
    return until(removal, rollout -> rollout.state() == Rollout.State.HALTED);
  }

  private boolean agreed() throws IOException, InterruptedException {
    ask("{\"resume\":\"" + removal + "\"}");
    return until(removal, rollout -> rollout.state() == Rollout.State.FINISHED && !rollout.open());
  }

  private String push(RolesFolder roles, String message) {
    return "release-" + organization.push(roles.folder(), message).substring(0, 12);
  }

  private String ask(String message) throws IOException {
    JsonNode answer = JSON.readTree(organization.invoke(message).text());
    screen.aside(message + ": " + answer.path("message").asText());
    return answer.path("rollout").asText();
  }

  private boolean ended(String id) throws InterruptedException {
    return until(id, rollout -> !rollout.open());
  }

  private boolean until(String id, Predicate<Rollout> there) throws InterruptedException {
    return until(() -> look(id).filter(there).isPresent());
  }

  private boolean until(BooleanSupplier there) throws InterruptedException {
    Instant end = Instant.now().plus(patience);
    answered = Instant.now();
    Instant said = Instant.now();
    while (Instant.now().isBefore(end)) {
      if (there.getAsBoolean()) {
        return true;
      }
      Thread.sleep(LOOK_EVERY);
      if (said.plus(SAY_EVERY).isBefore(Instant.now())) {
        said = Instant.now();
        screen.aside(
            "%d items visited so far, %d pages of accounts listed in this rollout"
                .formatted(workers.visited(), pages));
      }
    }
    return false;
  }

  /** Empty where there is none yet, or the ledger is too busy to answer: it is asked again. */
  private Optional<Rollout> look(String id) {
    try {
      Optional<Rollout> rollout = ledger.rollouts().find(id);
      answered = Instant.now();
      pages = rollout.map(Rollout::listing).map(Listing::pages).orElse(0);
      return rollout;
    } catch (RemoteFailure e) {
      boolean busy = answered.plus(UNANSWERED).isAfter(Instant.now());
      if (e.failure().kind().retryable() && busy) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
