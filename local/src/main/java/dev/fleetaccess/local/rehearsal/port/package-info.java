/**
 * The function's ports on the simulated organization in virtual time. Imports {@code time}, {@code
 * fault}, {@code ledger}, {@code cloud} and the simulated organization.
 */
package dev.fleetaccess.local.rehearsal.port;
