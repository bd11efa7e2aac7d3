/**
 * Sessions, what they may do, and how one leads to the next. Imports {@code sim.base}, {@code
 * sim.policy}, {@code sim.iam} and {@code sim.org}.
 */
package dev.fleetaccess.local.sim.sts;
