package dev.fleetaccess.local.lambda;

import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.endpoint.Endpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All functions of the blueprint, running. */
public final class LambdaHost implements AutoCloseable {
  /** What a process gets to end by itself before it is killed. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Map<String, FunctionHost> functions = new LinkedHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("function-timeouts").factory());

  /** Prepares the functions and puts the Runtime API and the credentials on the endpoint. */
  public LambdaHost(
      List<FunctionPart> parts,
      HostSettings settings,
      Endpoint endpoint,
      Sessions sessions,
      FunctionLog log) {
    String token = UUID.randomUUID().toString();
    var roles = new LinkedHashMap<String, String>();
    for (FunctionPart part : parts) {
      functions.put(
          part.name(), new FunctionHost(part, settings, token, log, timer, InstantSource.system()));
      roles.put(part.name(), part.role().arn());
    }
    endpoint.mount(RuntimeApi.PREFIX, new RuntimeApi(functions));
    endpoint.mount(CredentialsHandler.PREFIX, new CredentialsHandler(token, roles, sessions));
  }

  /** Starts a process for each function; an invocation would do so too, but waits for it. */
  public void start() {
    functions.values().forEach(FunctionHost::start);
  }

  /** The functions by name. */
  public Optional<FunctionPart> function(String name) {
    return Optional.ofNullable(functions.get(name)).map(FunctionHost::part);
  }

  /** All functions. */
  public List<FunctionPart> functions() {
    return functions.values().stream().map(FunctionHost::part).toList();
  }

  /**
   * Invokes a function by a request of its own; a failure of the function is an answer too.
   *
   * @param name the function's name, without qualifier
   * @param lineage the chain of requests that led here
   * @throws IllegalArgumentException when there is no such function
   */
  public CompletableFuture<Answer> invoke(String name, byte[] payload, Lineage lineage) {
    return invoke(name, newRequest(), payload, lineage);
  }

  /**
   * Invokes a function by a request that may have been tried before.
   *
   * @param request its id
   */
  CompletableFuture<Answer> invoke(String name, String request, byte[] payload, Lineage lineage) {
    FunctionHost host = functions.get(name);
    if (host == null) {
      throw new IllegalArgumentException("no function " + name);
    }
    return host.invoke(request, payload, lineage);
  }

  /** The id of a new request. */
  static String newRequest() {
    return UUID.randomUUID().toString();
  }

  /**
   * Ends the processes of a function that have an invocation, as a crash would.
   *
   * @throws IllegalArgumentException when there is no such function
   */
  public void kill(String name) {
    FunctionHost host = functions.get(name);
    if (host == null) {
      throw new IllegalArgumentException("no function " + name);
    }
    host.slots().forEach(Slot::kill);
  }

  /** The processes that live, for those who must know that none is left. */
  public List<ProcessHandle> processes() {
    return functions.values().stream()
        .flatMap(host -> host.slots().stream())
        .flatMap(slot -> slot.process().stream())
        .map(Process::toHandle)
        .toList();
  }

  /** Ends every process, by force what does not end within two seconds. */
  @Override
  public void close() {
    List<ProcessHandle> running = processes();
    functions.values().forEach(FunctionHost::close);
    timer.shutdownNow();
    for (ProcessHandle process : running) {
      try {
        process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      } catch (ExecutionException | TimeoutException e) {
        process.destroyForcibly();
      }
    }
  }
}
