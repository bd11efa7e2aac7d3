/**
 * How a request to an AWS service looks on the wire, and the wire protocols of the simulated
 * organization: {@link dev.fleetaccess.local.wire.SimulatedServices} lists them. Imports {@code
 * sim} and its subpackages.
 */
package dev.fleetaccess.local.wire;
