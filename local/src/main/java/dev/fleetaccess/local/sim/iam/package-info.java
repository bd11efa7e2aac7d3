/**
 * The roles and managed policies of each account. Imports {@code sim.base} and {@code sim.policy}.
 */
package dev.fleetaccess.local.sim.iam;
