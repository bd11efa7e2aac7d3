/**
 * How a request to an AWS service looks on the wire, and how it is answered. Imports nothing of the
 * project.
 */
package dev.fleetaccess.local.wire;
