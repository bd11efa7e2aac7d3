/**
 * The ledger in memory, for one thread at a time: it keeps the same promises as the table. Imports
 * the function's ports.
 */
package dev.fleetaccess.local.rehearsal.ledger;
