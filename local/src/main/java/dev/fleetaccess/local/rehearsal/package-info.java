/**
 * The production functions rehearsed in a simulated world in virtual time, replayed from a seed to
 * the letter. Imports its own subpackages, the simulated organization, {@code blueprint}, {@code
 * events} and the function.
 */
package dev.fleetaccess.local.rehearsal;
