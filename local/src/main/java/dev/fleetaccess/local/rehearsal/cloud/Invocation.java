package dev.fleetaccess.local.rehearsal.cloud;

import dev.fleetaccess.local.lambda.Lineage;
import dev.fleetaccess.local.rehearsal.time.Life;
import java.util.Objects;

/** One invocation of a function. */
public final class Invocation extends Life {
  private final Lineage lineage;

  Invocation(Lineage lineage) {
    this.lineage = Objects.requireNonNull(lineage);
  }

  /** What its messages carry on. */
  public Lineage lineage() {
    return lineage;
  }
}
