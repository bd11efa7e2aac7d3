/**
 * What has to hold after every rehearsal, read from the simulated roles and stacks. Imports the
 * simulated organization.
 */
package dev.fleetaccess.local.rehearsal.check;
