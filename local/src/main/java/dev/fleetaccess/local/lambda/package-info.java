/**
 * The functions on this machine: processes of AWS's runtime interface client, or of a stand-in
 * where that does not exist, fed by a Runtime API. Imports {@code endpoint} and {@code blueprint}.
 */
package dev.fleetaccess.local.lambda;
