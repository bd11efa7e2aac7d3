package dev.fleetaccess.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Does the same to many things side by side; how is given from outside. */
public interface Parallel {
  /** Does it to each, and comes back when all are done; the first exception is thrown then. */
  <T> void each(List<T> things, Consumer<T> action);

  /** On the threads of an executor. */
  static Parallel on(Executor executor) {
    return new Parallel() {
      @Override
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
    };
  }
}
