package dev.fleetaccess.local;

import dev.fleetaccess.local.blueprint.Blueprint;
import dev.fleetaccess.local.endpoint.Disturbance;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.lambda.Answer;
import dev.fleetaccess.local.lambda.LambdaHost;
import dev.fleetaccess.local.lambda.Lineage;
import dev.fleetaccess.local.lambda.Session;
import dev.fleetaccess.local.queue.LocalQueues;
import dev.fleetaccess.local.repository.GitHandler;
import dev.fleetaccess.local.repository.LocalRepository;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.org.AccountCreation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An organization on this machine with the functions at work in it: the packaged functions in AWS's
 * own runtime, wired as the synthesized template says, around a simulated organization.
 */
public final class LocalOrganization implements AutoCloseable {
  private static final Duration WATCHING = Duration.ofDays(30);

  private static final String ORCHESTRATOR = "FleetAccess-Orchestrator";
  private static final String HUB_ROLE_PATH = "/security/";
  private static final String HUB_ROLE = "hub-001";

  private final Blueprint blueprint;
  private final Endpoint endpoint;
  private final SimulatedOrganization world;
  private final Place place;
  private final String administrator;
  private final LambdaHost functions;
  private final LocalRepository repository;
  private final LocalQueues queues;
  private final Closers closers;

  LocalOrganization(
      Blueprint blueprint,
      Endpoint endpoint,
      SimulatedOrganization world,
      Place place,
      String administrator,
      LambdaHost functions,
      LocalRepository repository,
      LocalQueues queues,
      Closers closers) {
    this.blueprint = blueprint;
    this.endpoint = endpoint;
    this.world = world;
    this.place = place;
    this.administrator = administrator;
    this.functions = functions;
    this.repository = repository;
    this.queues = queues;
    this.closers = closers;
  }

  /**
   * Starts everything. The end of this program ends it too, the functions' processes included.
   *
   * @throws dev.fleetaccess.local.endpoint.PortInUse when the port is taken
   * @throws dev.fleetaccess.local.blueprint.IncompleteTemplate when the template lacks something
   * @throws IllegalStateException with one clear line when a part cannot run on this system
   */
  public static LocalOrganization start(LocalSettings settings, LocalListener listener) {
    if (!Files.isRegularFile(settings.functionJar())) {
      throw new IllegalStateException(
          "no Lambda jar at " + settings.functionJar() + ": build the function module first");
    }
    var closers = new Closers();
    var hook = new Thread(closers::close, "local-organization-end");
    Runtime.getRuntime().addShutdownHook(hook);
    closers.add(() -> forget(hook));
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      var folder = closers.add(LocalFolder.below(temporary));
      return LocalParts.start(settings, listener, folder.path(), closers);
    } catch (IOException e) {
      closers.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      closers.close();
      throw e;
    }
  }

  /** What {@code AWS_ENDPOINT_URL} is set to. */
  public URI endpoint() {
    return endpoint.uri();
  }

  /** The region everything runs in. */
  public String region() {
    return place.region();
  }

  /** Where the role repository is cloned from and pushed to. */
  public URI repository() {
    return endpoint.uri().resolve(GitHandler.PREFIX + repository.part().name());
  }

  /** What the template deploys. */
  public Blueprint blueprint() {
    return blueprint;
  }

  /** The simulated organization, for those who want to look or to interfere. */
  public SimulatedOrganization world() {
    return world;
  }

  /**
   * Commits a folder to the role repository as a push would, events included.
   *
   * @return the commit's id
   */
  public String push(Path folder, String message) {
    return repository.push(folder, message);
  }

  /** Commits a folder as CDK seeds the repository at the first deployment: without any event. */
  public String seed(Path folder, String message) {
    return repository.seed(folder, message);
  }

  /**
   * Asks the organization for a new account, as its administrator; the account is there a moment
   * later, and so is its event.
   *
   * @return the request's id, such as {@code car-…}
   */
  public String createAccount(String name, String email) {
    return world.locked(
        () -> world.creation().request(name, email, Optional.empty(), Map.of()).id());
  }

  /** Invokes the orchestrator as by hand and waits for its answer. */
  public Answer invoke(String json) {
    return functions
        .invoke(ORCHESTRATOR, json.getBytes(StandardCharsets.UTF_8), Lineage.NONE)
        .join();
  }

  /**
   * The hub role's session as a Lambda function in the hub account would hold it.
   *
   * @throws IllegalStateException when the role does not exist yet or does not trust Lambda
   */
  public Session hubSession() {
    return openAsLambda(
        world
            .settings()
            .organization()
            .partition()
            .roleArn(world.settings().hub(), HUB_ROLE_PATH, HUB_ROLE));
  }

  /**
   * The session of any role as a Lambda function would hold it.
   *
   * @throws IllegalStateException when the role does not exist or does not trust Lambda
   */
  public Session openAsLambda(String roleArn) {
    return new RoleSessions(world).open(roleArn, "local");
  }

  /** An administrator's session in the management account. */
  public Session administratorSession() {
    return new RoleSessions(world).issue(administrator, "local");
  }

  /**
   * An administrator's session in a member account, by the role that Organizations makes there.
   *
   * @throws IllegalStateException when there is no such account, or it has no such role yet
   */
  public Session administratorSession(String account) {
    String role =
        world
            .settings()
            .organization()
            .partition()
            .roleArn(account, "/", AccountCreation.DEFAULT_ACCESS_ROLE);
    if (world.locked(() -> world.iam().byArn(role)).isEmpty()) {
      throw new IllegalStateException(
          "no account %s has a role %s".formatted(account, AccountCreation.DEFAULT_ACCESS_ROLE));
    }
    return issue(role);
  }

  /**
   * An administrator's session to watch with: its calls are not counted, and it lasts as long as
   * anybody watches, since nobody renews it.
   */
  public Session watchingSession() {
    Session session = new RoleSessions(world).issue(administrator, "local", WATCHING);
    endpoint.counts().leaveOut(session.accessKeyId());
    return session;
  }

  /** The session of any role, its trust policy not asked: to look what a role may do. */
  public Session issue(String roleArn) {
    return new RoleSessions(world).issue(roleArn, "local");
  }

  /** Calls through the endpoint so far, by {@code service:Operation}. */
  public Map<String, Long> calls() {
    return endpoint.counts().snapshot();
  }

  /** How many messages each queue holds, by the queue's name. */
  public Map<String, Integer> queueDepths() {
    var depths = new TreeMap<String, Integer>();
    blueprint.queues().forEach(queue -> depths.put(queue.name(), queues.depth(queue.arn())));
    return depths;
  }

  /** Makes requests, messages and events go wrong from now on, as that says. */
  public void disturb(Disturbance disturbance) {
    endpoint.disturb(disturbance);
  }

  /** Empties the queues that feed functions, as somebody in the console may. */
  public void purge() {
    blueprint.mappings().forEach(mapping -> queues.purge(mapping.queueArn()));
  }

  /** Ends the processes of a function that are at work; another is started in their place. */
  public void kill(String function) {
    functions.kill(function);
  }

  /** The functions' processes that live. */
  public List<ProcessHandle> processes() {
    return functions.processes();
  }

  /** Stops everything, the latest part first, and waits for the functions' processes to end. */
  @Override
  public void close() {
    closers.close();
  }

  private static void forget(Thread hook) {
    if (Thread.currentThread() != hook) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
