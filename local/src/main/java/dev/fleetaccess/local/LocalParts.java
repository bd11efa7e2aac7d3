package dev.fleetaccess.local;

import dev.fleetaccess.local.blueprint.Blueprint;
import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.blueprint.IncompleteTemplate;
import dev.fleetaccess.local.blueprint.MappingPart;
import dev.fleetaccess.local.blueprint.RepositoryPart;
import dev.fleetaccess.local.endpoint.AccessMapping;
import dev.fleetaccess.local.endpoint.Authorizer;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.ForwardingService;
import dev.fleetaccess.local.endpoint.GuardedService;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.events.EventBus;
import dev.fleetaccess.local.events.EventsService;
import dev.fleetaccess.local.events.Schedules;
import dev.fleetaccess.local.lambda.AsyncInvoker;
import dev.fleetaccess.local.lambda.FunctionLog;
import dev.fleetaccess.local.lambda.HostSettings;
import dev.fleetaccess.local.lambda.LambdaHost;
import dev.fleetaccess.local.lambda.LambdaService;
import dev.fleetaccess.local.lambda.RuntimeClassPath;
import dev.fleetaccess.local.queue.LocalQueues;
import dev.fleetaccess.local.queue.QueueAccesses;
import dev.fleetaccess.local.queue.QueuePoller;
import dev.fleetaccess.local.queue.TracedQueues;
import dev.fleetaccess.local.repository.CodeCommitService;
import dev.fleetaccess.local.repository.GitHandler;
import dev.fleetaccess.local.repository.LocalRepository;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.table.LocalTables;
import dev.fleetaccess.local.table.TableAccesses;
import dev.fleetaccess.local.topic.TopicService;
import dev.fleetaccess.local.wire.SimulatedServices;
import dev.fleetaccess.local.wire.WireService;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Starts every part, side by side where they allow it, and connects them. */
final class LocalParts {
  private static final String BRANCH = "main";

  /** How often what is due in the simulated organization is looked for. */
  private static final Duration TICK = Duration.ofMillis(200);

  /** What stands in for a function takes so many events at a time. */
  private static final int STANDING_IN_AT_ONCE = 4;

  private static final Executor THREADS = Thread::startVirtualThread;

  private final LocalSettings settings;
  private final LocalListener listener;
  private final Path folder;
  private final Closers closers;
  private final HttpClient http = HttpClient.newHttpClient();
  private final SimulatedOrganization world;
  private final Place place;
  private final Authorizer authorizer;
  private final Endpoint endpoint;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("local-organization").factory());
  private final Blueprint blueprint;

  private LocalParts(LocalSettings settings, LocalListener listener, Path folder, Closers closers) {
    this.settings = Objects.requireNonNull(settings);
    this.listener = Objects.requireNonNull(listener);
    this.folder = Objects.requireNonNull(folder);
    this.closers = Objects.requireNonNull(closers);
    closers.add(timer::shutdownNow);
    this.world = new SimulatedOrganization(settings.world(), InstantSource.system());
    var organization = settings.world().organization();
    this.place =
        new Place(organization.partition().id(), organization.region(), organization.management());
    this.authorizer = new WorldAuthorizer(world);
    this.endpoint = closers.add(Endpoint.bind(settings.port()));
    this.blueprint =
        Blueprint.read(
            settings.template(),
            new Blueprint.Deployment(place, "FleetAccess", endpoint.uri(), Map.of()));
  }

  /** Starts the parts; what was started is in the closers, also when something fails. */
  static LocalOrganization start(
      LocalSettings settings, LocalListener listener, Path folder, Closers closers) {
    return new LocalParts(settings, listener, folder, closers).connect();
  }

  private LocalOrganization connect() {
    // The slowest first; they need nothing of each other.
    var tables = soon(() -> closers.add(LocalTables.start(folder.resolve("sqlite"))));
    var queues = soon(() -> closers.add(LocalQueues.start(place, endpoint.uri(), http)));
    var roles = new ManagementRoles(world);
    roles.install(blueprint);
    LambdaHost functions = functions();
    SimulatedServices.of(world).forEach(endpoint::offer);
    endpoint.start();
    functions.start();
    LocalQueues started = started(queues);
    started.create(blueprint.queues(), settings.hidden());
    serve(
        new TracedQueues(new ForwardingService(Set.of("sqs"), started.uri(), http)),
        new QueueAccesses(place));
    var asynchronous =
        closers.add(
            new AsyncInvoker(
                functions,
                started,
                settings.retryDelays(),
                listener::line,
                InstantSource.system()));
    EventBus bus = bus(asynchronous, started);
    serve(
        new LambdaService(functions, asynchronous),
        request -> LambdaService.accesses(request, place));
    serve(new EventsService(bus), request -> EventsService.accesses(request, place));
    serve(
        new TopicService(Set.copyOf(blueprint.topics()), listener::published),
        TopicService::accesses);
    LocalRepository repository = repository(bus);
    LocalTables ready = started(tables);
    blueprint.tables().forEach(table -> ready.create(table, http));
    serve(new ForwardingService(Set.of("dynamodb"), ready.uri(), http), new TableAccesses(place));
    blueprint.mappings().forEach(mapping -> poll(mapping, functions, started));
    world.onEvent(event -> carefully(() -> bus.put(Json.read(event))));
    timer.scheduleWithFixedDelay(
        () -> carefully(world::settle), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    new Schedules(bus, timer, listener::notice).start();
    notices();
    var organization =
        new LocalOrganization(
            blueprint,
            endpoint,
            world,
            place,
            roles.administratorArn(),
            functions,
            repository,
            started,
            closers);
    endpoint.mount(ControlHandler.PREFIX, new ControlHandler(organization));
    return organization;
  }

  private LambdaHost functions() {
    var runtime = RuntimeClassPath.find(folder.resolve("runtime"));
    if (!runtime.isAwsRuntime()) {
      listener.notice(
          "AWS's Java runtime does not exist for this system; a small stand-in runs the functions");
    }
    var host =
        new HostSettings(
            place,
            endpoint.uri(),
            settings.functionJar().toAbsolutePath(),
            runtime,
            settings.processes(),
            settings.concurrency(),
            settings.retryDelays(),
            settings.standIns());
    return closers.add(
        new LambdaHost(
            blueprint.functions().stream().map(this::overridden).toList(),
            host,
            endpoint,
            new RoleSessions(world),
            log()));
  }

  private FunctionLog log() {
    return new FunctionLog() {
      @Override
      public void line(String function, String line) {
        listener.line(function, line);
      }

      @Override
      public void spent(String function, Duration time) {
        listener.spent(function, time);
      }
    };
  }

  private FunctionPart overridden(FunctionPart function) {
    return function.withEnvironment(settings.environment());
  }

  private EventBus bus(AsyncInvoker asynchronous, LocalQueues queues) {
    return new EventBus(
        blueprint.rules(),
        place,
        (arn, payload) -> {
          int times =
              switch (endpoint.disturbance().event(arn)) {
                case NEVER -> 0;
                case ONCE -> 1;
                case TWICE -> 2;
              };
          for (int time = 0; time < times; time++) {
            deliver(arn, payload, asynchronous, queues);
          }
        },
        listener::event,
        InstantSource.system());
  }

  private void deliver(String arn, String payload, AsyncInvoker asynchronous, LocalQueues queues) {
    String[] part = arn.split(":");
    switch (part[2]) {
      case "lambda" -> asynchronous.invoke(part[6], payload.getBytes(StandardCharsets.UTF_8));
      case "sqs" -> queues.send(arn, payload);
      default -> listener.notice("a rule's target has no local part: " + arn);
    }
  }

  private LocalRepository repository(EventBus bus) {
    RepositoryPart part =
        blueprint.repositories().stream()
            .findFirst()
            .orElseThrow(() -> new IncompleteTemplate("the template has no CodeCommit repository"));
    var repository =
        closers.add(LocalRepository.create(part, folder.resolve("repository.git"), BRANCH, bus));
    endpoint.mount(GitHandler.PREFIX, new GitHandler(repository));
    serve(
        new CodeCommitService(
            repository, place, endpoint.uri().resolve(GitHandler.PREFIX + part.name())),
        request -> CodeCommitService.accesses(request, place));
    return repository;
  }

  private void poll(MappingPart mapping, LambdaHost functions, LocalQueues queues) {
    var queue =
        blueprint
            .queue(mapping.queueArn())
            .orElseThrow(
                () ->
                    new IncompleteTemplate(
                        mapping.function()
                            + " is fed from "
                            + mapping.queueArn()
                            + ", which is not in the template"));
    closers
        .add(
            new QueuePoller(
                mapping,
                queue,
                place.region(),
                functions,
                queues,
                capacity(mapping),
                settings.hidden(),
                listener::line,
                endpoint::disturbance))
        .start();
  }

  private int capacity(MappingPart mapping) {
    return settings.standIns().containsKey(mapping.function())
        ? STANDING_IN_AT_ONCE
        : settings.processes() * settings.concurrency();
  }

  private void serve(WireService service, AccessMapping mapping) {
    endpoint.offer(new GuardedService(service, mapping, authorizer));
  }

  private void notices() {
    listener.notice(
        "a failed message comes back after "
            + settings.hidden().toSeconds()
            + " s, not after the template's visibility timeout");
    settings
        .environment()
        .forEach(
            (name, value) ->
                blueprint.functions().stream()
                    .filter(function -> function.environment().containsKey(name))
                    .findFirst()
                    .ifPresent(
                        function ->
                            listener.notice(
                                name
                                    + " is "
                                    + value
                                    + " here, "
                                    + function.environment().get(name)
                                    + " in the template")));
  }

  /** What fails here must neither end a timer nor fail the call that caused it. */
  private void carefully(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      listener.notice("an event was lost: " + e.getMessage());
    }
  }

  private static <T> CompletableFuture<T> soon(Supplier<T> part) {
    return CompletableFuture.supplyAsync(part, THREADS);
  }

  private static <T> T started(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}
