/**
 * What goes wrong in a rehearsal and how long things take: every number stands here. Imports {@code
 * sim.base}.
 */
package dev.fleetaccess.local.rehearsal.fault;
