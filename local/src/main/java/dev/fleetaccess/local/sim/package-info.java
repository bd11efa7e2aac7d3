/**
 * The simulated organization: one model of Organizations, IAM, STS and CloudFormation with a clock
 * given from outside. {@link dev.fleetaccess.local.sim.SimulatedOrganization} is the door. Imports
 * its own subpackages, which import one another in one direction only: {@code base}, {@code
 * policy}, {@code iam}, {@code org}, {@code sts}, {@code template}, {@code stack}.
 */
package dev.fleetaccess.local.sim;
