package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.util.Objects;
import java.util.Optional;

/** Where people's orders come in: each is carried out once, however often it is delivered. */
final class Orders {
  private final Rollouts rollouts;
  private final ReleaseDoor releaseDoor;
  private final AccountDoor accountDoor;
  private final CommandDoor commandDoor;
  private final Undoing undoing;

  Orders(
      Rollouts rollouts,
      ReleaseDoor releaseDoor,
      AccountDoor accountDoor,
      CommandDoor commandDoor,
      Undoing undoing) {
    this.rollouts = Objects.requireNonNull(rollouts);
    this.releaseDoor = Objects.requireNonNull(releaseDoor);
    this.accountDoor = Objects.requireNonNull(accountDoor);
    this.commandDoor = Objects.requireNonNull(commandDoor);
    this.undoing = Objects.requireNonNull(undoing);
  }

  /** What was carried out before is answered as it was then, whatever happened since. */
  Reply answer(Trigger.Order order, String request) {
    return rollouts
        .receipt(request)
        .map(receipt -> Reply.started(receipt.rollout(), receipt.message()))
        .orElseGet(() -> carryOut(order, new Asker(order.by(), Optional.of(request))));
  }

  private Reply carryOut(Trigger.Order order, Asker asker) {
    return switch (order) {
      case Trigger.Rerun rerun ->
          accountDoor.rerun(Rollout.Kind.RERUN, rerun.scope(), rerun.dryRun(), asker);
      case Trigger.Compare rerun ->
          accountDoor.rerun(Rollout.Kind.DRIFT, rerun.scope(), rerun.dryRun(), asker);
      case Trigger.Sweep sweep -> sweep(Rollout.Kind.SWEEP, sweep.dryRun(), asker);
      case Trigger.SweepAndCompare sweep -> sweep(Rollout.Kind.DRIFT, sweep.dryRun(), asker);
      case Trigger.Halt halt -> commandDoor.halt(halt.rollout(), asker);
      case Trigger.Resume resume -> commandDoor.resume(resume.rollout(), asker);
      case Trigger.RollBack back -> undoing.rollBack(asker);
      case Trigger.Bring bring -> releaseDoor.bring(bring.commit(), asker);
    };
  }

  /** A push whose event was lost is found here; its rollout then looks at every account. */
  Reply sweep(Rollout.Kind kind, boolean dryRun, Asker asker) {
    Reply found = dryRun ? Reply.nothing("") : releaseDoor.look(asker);
    if (found.status() == Reply.Status.STARTED) {
      return found;
    }
    Reply swept = accountDoor.sweep(kind, dryRun, asker);
    return found.status() == Reply.Status.REFUSED ? swept.with(found.findings()) : swept;
  }
}
