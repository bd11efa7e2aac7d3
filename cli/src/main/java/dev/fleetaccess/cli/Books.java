package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.release.Releases;
import dev.fleetaccess.release.RoleRepository;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one organization is asked by. Nothing is written but by the orchestrator, when it is told
 * to.
 *
 * @param where whose it is, for people
 * @param ledger the ledger
 * @param releases the releases that it keeps
 * @param organization the organization itself, for those who ask for its accounts
 * @param unitNames what units are called
 * @param repositories the role repository of a source; what that does not say is as it belongs to
 *     this ledger
 * @param reckoning what a rollout's time is reckoned with; the functions are asked for it
 * @param hospital what the doctor works with
 * @param clock tells the time
 * @param pause lets time pass
 * @param closing ends the connections
 */
record Books(
    String where,
    Ledger ledger,
    Releases releases,
    Organization organization,
    UnitNames unitNames,
    Function<RoleSource, RoleRepository> repositories,
    Supplier<Reckoning> reckoning,
    Hospital hospital,
    InstantSource clock,
    Pause pause,
    Runnable closing)
    implements AutoCloseable {
  Books {
    Objects.requireNonNull(where);
    Objects.requireNonNull(ledger);
    Objects.requireNonNull(releases);
    Objects.requireNonNull(organization);
    Objects.requireNonNull(unitNames);
    Objects.requireNonNull(repositories);
    Objects.requireNonNull(reckoning);
    Objects.requireNonNull(hospital);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(pause);
    Objects.requireNonNull(closing);
  }

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    /** Comes back when so much time has passed. */
    void of(Duration time) throws InterruptedException;
  }

  /** Sends the orchestrator what a person wrote, and comes back with its answer. */
  JsonNode send(String message) {
    return hospital.mender().send(message);
  }

  @Override
  public void close() {
    closing.run();
  }
}
