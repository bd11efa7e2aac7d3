/**
 * The organization: accounts, units, control policies, and the events it emits. Imports {@code
 * sim.base}, {@code sim.policy} and {@code sim.iam}.
 */
package dev.fleetaccess.local.sim.org;
