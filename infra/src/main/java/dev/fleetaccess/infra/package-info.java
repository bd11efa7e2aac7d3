/**
 * The CDK app that deploys FleetAccess: what stands in the management account, and why.
 *
 * <p>May import CDK and the JDK, and none of the project's own code: it knows the function jar by
 * its path and the two handlers by their names.
 */
package dev.fleetaccess.infra;
