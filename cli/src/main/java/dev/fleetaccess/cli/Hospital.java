package dev.fleetaccess.cli;

import dev.fleetaccess.cli.deploy.Premises;
import java.util.Objects;

/**
 * What the doctor works with.
 *
 * @param bedside looks into an account
 * @param mender asks for a re-run
 * @param premises the place where FleetAccess is to be deployed
 */
record Hospital(Bedside bedside, Mender mender, Premises premises) {
  Hospital {
    Objects.requireNonNull(bedside);
    Objects.requireNonNull(mender);
    Objects.requireNonNull(premises);
  }
}
