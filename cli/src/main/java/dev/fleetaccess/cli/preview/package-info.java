/**
 * What a release would change, account by account, and what that costs: pure, from what the ledger
 * knows. May import {@code dev.fleetaccess}'s core and the rehearsal's bound.
 */
package dev.fleetaccess.cli.preview;
