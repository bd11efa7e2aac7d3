package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.aws.AwsAnswers;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.local.sim.stack.Objection;
import dev.fleetaccess.reconcile.Cause;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What DescribeEvents tells of checks, read as the adapters read it. Pure. */
final class Objections {
  private Objections() {}

  /** The first of them, oldest first. */
  static Optional<Cause> first(Stream<Objection> objections) {
    return objections.map(each -> new Cause(each.logicalId(), each.reason())).findFirst();
  }

  /** What is told to whoever may ask; others are told nothing. */
  static Optional<Cause> toldTo(Supplier<Optional<Cause>> question) {
    try {
      return question.get();
    } catch (RemoteFailure e) {
      if (AwsAnswers.tellsNothing(e.failure())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
