/**
 * What every simulated service stands on: errors, partitions, identifiers, the agenda of what is
 * due. Imports nothing of the project.
 */
package dev.fleetaccess.local.sim.base;
