package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.aws.AwsAnswers;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.local.rehearsal.check.CallTable;
import dev.fleetaccess.local.rehearsal.check.Trace;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.fault.Latencies;
import dev.fleetaccess.local.rehearsal.time.Crash;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import dev.fleetaccess.local.sim.base.AwsError;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one way by which production code reaches the outside: each call takes its time, may meet a
 * fault or the end of its invocation, is counted, and is written into the trace.
 */
public final class Effects {
  /** As the adapters' clients: one attempt and one more. */
  private static final int ATTEMPTS = 2;

  /** The SDK's own pause, at most, before the second attempt. */
  private static final double LONGEST_PAUSE_MILLIS = 100;

  private final VirtualTime time;
  private final Latencies latencies;
  private final Faults faults;
  private final Trace trace;
  private CallTable calls = new CallTable();

  /** Effects in that time. */
  public Effects(VirtualTime time, Latencies latencies, Faults faults, Trace trace) {
    this.time = Objects.requireNonNull(time);
    this.latencies = Objects.requireNonNull(latencies);
    this.faults = Objects.requireNonNull(faults);
    this.trace = Objects.requireNonNull(trace);
  }

  /**
   * A call.
   *
   * @param service such as {@code sts}
   * @param account whom it is about; empty for nobody
   * @param subject what else it is about
   * @param proof whether it is made to prove an access, and not for the account's stack
   */
  public record Call(
      String service, String operation, String account, String subject, boolean proof) {
    /** A call that proves nothing. */
    public Call(String service, String operation, String account, String subject) {
      this(service, operation, account, subject, false);
    }
  }

  /** The time it all happens in. */
  public VirtualTime time() {
    return time;
  }

  /** Counts anew. */
  public CallTable count() {
    calls = new CallTable();
    return calls;
  }

  /**
   * Makes a call.
   *
   * @param attempted told of each attempt
   * @param body what the service does; throws {@link AwsError} when it refuses
   * @param words the answer as the trace has it
   * @throws RemoteFailure when it was refused, twice where that helps
   */
  public <T> T call(
      Call call, Runnable attempted, Supplier<T> body, Function<? super T, String> words) {
    for (int attempt = 1; ; attempt++) {
      attempted.run();
      try {
        return attempt(call, body, words);
      } catch (AwsError e) {
        Failure failure = failure(call, e);
        if (attempt == ATTEMPTS || !repeatable(failure.kind())) {
          throw new RemoteFailure(failure, e);
        }
        calls.again();
        time.sleep(Duration.ofNanos((long) (faults.below(LONGEST_PAUSE_MILLIS) * 1e6)));
      }
    }
  }

  /** Makes a call that nobody counts apart. */
  public <T> T call(Call call, Supplier<T> body, Function<? super T, String> words) {
    return call(call, () -> {}, body, words);
  }

  /** Makes a call that answers nothing. */
  public void run(Call call, Runnable body) {
    call(
        call,
        () -> {
          body.run();
          return "";
        },
        Function.identity());
  }

  /**
   * Those of a batch that a service does not take although it takes the others.
   *
   * @return a part of it, or none
   */
  <T> List<T> refused(List<T> batch) {
    boolean partly =
        batch.size() > 1 && faults.strikes("batch partly refused", faults.profile().unavailable());
    return partly ? batch.subList(batch.size() / 2, batch.size()) : List.of();
  }

  private static Failure failure(Call call, AwsError e) {
    return AwsAnswers.failure(call.service, e.code(), e.status(), e.text());
  }

  private static boolean repeatable(Failure.Kind kind) {
    return kind == Failure.Kind.THROTTLED || kind == Failure.Kind.UNAVAILABLE;
  }

  private <T> T attempt(Call call, Supplier<T> body, Function<? super T, String> words) {
    time.sleep(latencies.draw(call.service, call.operation));
    calls.attempt(call.service, call.operation, call.account, call.proof);
    int before = time.life().effect();
    if (faults.strikes("crash", faults.crashAt(call.service, call.operation, before))) {
      faults.count("crash at " + call.service + " " + call.operation);
      crash(call, body);
    }
    Optional<AwsError> refusal = faults.refusal(call.service, call.operation);
    try {
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      T answer = body.get();
      tell(call, words.apply(answer));
      return answer;
    } catch (AwsError e) {
      calls.refused(call.service, e.code());
      tell(call, e.code());
      if (refusal.isEmpty() && failure(call, e).kind() == Failure.Kind.THROTTLED) {
        faults.count("published rate exceeded");
      }
      throw e;
    }
  }

  /** The invocation dies, with or without the effect having taken place. */
  private <T> void crash(Call call, Supplier<T> body) {
    boolean done = faults.even();
    if (done) {
      try {
        body.get();
      } catch (AwsError e) {
        done = false;
      }
    }
    tell(call, done ? "killed after it" : "killed before it");
    time.life().end();
    throw new Crash();
  }

  private void tell(Call call, String answer) {
    trace.add(
        time.elapsed(),
        call.account,
        call.service + " " + call.operation + " " + call.subject + " -> " + answer);
  }
}
