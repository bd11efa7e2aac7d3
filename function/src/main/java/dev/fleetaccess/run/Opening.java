package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.report.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/** Opens rollouts: written down first, then ticked; whoever dies in between is found overdue. */
final class Opening {
  private final Rollouts rollouts;
  private final TickQueue ticks;
  private final Telling telling;
  private final InstantSource clock;

  Opening(Rollouts rollouts, TickQueue ticks, Telling telling, InstantSource clock) {
    this.rollouts = Objects.requireNonNull(rollouts);
    this.ticks = Objects.requireNonNull(ticks);
    this.telling = Objects.requireNonNull(telling);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Opens a rollout.
   *
   * @param id says what it is for, so that the same cause never opens two
   * @param message what is answered
   * @return empty when there was one of that id already, or the request was carried out before
   */
  Optional<Reply> open(Request request, String id, String message) {
    Instant now = clock.instant();
    Rollout.State state =
        switch (request.kind) {
          case RELEASE, ROLLBACK -> Rollout.State.CLAIMING;
          case JOIN, RERUN, SWEEP, DRIFT -> Rollout.State.RUNNING;
        };
    Rollout rollout =
        Rollout.of(id, request.kind, request.release, request.scope, now)
            .dryRun(request.dryRun)
            .ordered(request.ordered)
            .by(request.asker.by())
            .state(state)
            .due(Deadlines.rollout(now, Duration.ZERO))
            .done();
    if (!rollouts.open(rollout, request.asker.receipt(id, message))) {
      return Optional.empty();
    }
    ticks.send(id, 0, Duration.ZERO);
    if (state == Rollout.State.RUNNING) {
      telling.started(rollout);
    }
    return Optional.of(Reply.started(id, message));
  }

  /**
   * What is to be opened.
   *
   * @param kind why
   * @param release whose manifest orders the stages
   * @param scope which accounts
   * @param dryRun whether to look only
   * @param ordered whether a person asked for this very commit
   * @param asker who asks
   */
  record Request(
      Rollout.Kind kind,
      CommitId release,
      Scope scope,
      boolean dryRun,
      boolean ordered,
      Asker asker) {
    /** What is not about one commit that a person named. */
    static Request of(
        Rollout.Kind kind, CommitId release, Scope scope, boolean dryRun, Asker asker) {
      return new Request(kind, release, scope, dryRun, false, asker);
    }
  }
}
