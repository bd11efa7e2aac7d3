/**
 * IAM's policy language and its evaluation, as values and pure functions. Imports {@code sim.base}.
 */
package dev.fleetaccess.local.sim.policy;
