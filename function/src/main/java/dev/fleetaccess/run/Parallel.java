package dev.fleetaccess.run;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Does the same to many things side by side, on threads that are given. */
public final class Parallel {
  private final Executor executor;

  public Parallel(Executor executor) {
    this.executor = Objects.requireNonNull(executor);
  }

  /** Does it to each, and comes back when all are done; the first exception is thrown then. */
  public <T> void each(List<T> things, Consumer<T> action) {
    if (things.size() == 1) {
      action.accept(things.getFirst());
      return;
    }
    CompletableFuture<?>[] running =
        things.stream()
            .map(thing -> CompletableFuture.runAsync(() -> action.accept(thing), executor))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(running).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException own ? own : e;
    }
  }
}
