package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.RemoteFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Makes calls side by side and waits for all of them. */
final class SideBySide {
  private SideBySide() {}

  /**
   * Makes the calls, each on the executor; a single one is made here.
   *
   * @return what they gave, in their order
   * @throws RemoteFailure the first failure in that order, when all have ended
   */
  static <T> List<T> call(Executor executor, List<Supplier<T>> calls) {
    if (calls.size() == 1) {
      return List.of(calls.getFirst().get());
    }
    List<CompletableFuture<T>> running =
        calls.stream().map(call -> CompletableFuture.supplyAsync(call, executor)).toList();
    try {
      // Nothing goes on behind the caller's back when one has failed.
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw firstOf(running);
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  private static <T> RuntimeException firstOf(List<CompletableFuture<T>> ended) {
    for (CompletableFuture<T> future : ended) {
      if (future.isCompletedExceptionally()) {
        Throwable thrown = future.exceptionNow();
        if (thrown instanceof RemoteFailure failure) {
          return new RemoteFailure(failure.failure(), failure);
        }
        return new IllegalStateException(thrown);
      }
    }
    throw new IllegalStateException("none of the calls failed");
  }
}
