package dev.fleetaccess.local.lambda;

import dev.fleetaccess.local.blueprint.FunctionPart;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One function: the invocations that wait for it, and its processes, or what stands in for them.
 */
final class FunctionHost implements AutoCloseable {
  private final FunctionPart part;
  private final BlockingDeque<Invocation> waiting = new LinkedBlockingDeque<>();
  private final List<Slot> slots;
  private final Optional<UnaryOperator<String>> standIn;

  FunctionHost(
      FunctionPart part,
      HostSettings settings,
      String credentialsToken,
      FunctionLog log,
      ScheduledExecutorService timer,
      InstantSource clock) {
    this.part = Objects.requireNonNull(part);
    this.standIn = Optional.ofNullable(settings.standIns().get(part.name()));
    var runtime = new RuntimeProcess(part, settings, log);
    this.slots =
        IntStream.range(0, standIn.isPresent() ? 0 : settings.processes())
            .mapToObj(
                index ->
                    new Slot(
                        part.name(),
                        part.timeout(),
                        waiting,
                        () -> runtime.start(index, credentialsToken),
                        timer,
                        clock,
                        spent -> log.spent(part.name(), spent)))
            .toList();
  }

  FunctionPart part() {
    return part;
  }

  void start() {
    slots.forEach(Slot::ensureStarted);
  }

  CompletableFuture<Answer> invoke(String request, byte[] payload, Lineage lineage) {
    var invocation = new Invocation(request, payload, lineage.into(part.name()));
    if (standIn.isPresent()) {
      Thread.startVirtualThread(() -> answer(standIn.get(), invocation));
      return invocation.answer();
    }
    waiting.addLast(invocation);
    start();
    return invocation.answer();
  }

  private static void answer(UnaryOperator<String> standIn, Invocation invocation) {
    try {
      String said = standIn.apply(new String(invocation.payload(), StandardCharsets.UTF_8));
      invocation.answer().complete(new Answer.Returned(said.getBytes(StandardCharsets.UTF_8)));
    } catch (RuntimeException e) {
      invocation.fail("Function.StandIn", "Error: " + e);
    }
  }

  Slot slot(int index) {
    return slots.get(index);
  }

  List<Slot> slots() {
    return slots;
  }

  @Override
  public void close() {
    slots.forEach(Slot::close);
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      next.fail("Runtime.Closed", "Error: the local organization is closing");
    }
  }
}
