/**
 * What has to be so before FleetAccess is deployed for the first time.
 *
 * <p>{@link dev.fleetaccess.cli.deploy.DeployCheck} judges and is pure; what it judges comes
 * through {@link dev.fleetaccess.cli.deploy.Premises}.
 */
package dev.fleetaccess.cli.deploy;
