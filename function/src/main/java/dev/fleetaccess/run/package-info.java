/**
 * The two flows: the orchestrator brings releases to accounts, the worker brings one account to its
 * release. May import everything above it; no AWS type, no Lambda type.
 */
package dev.fleetaccess.run;
