/**
 * What a rehearsal comes to, said to people; and the bound it is held against. Imports {@code
 * check}.
 */
package dev.fleetaccess.local.rehearsal.report;
