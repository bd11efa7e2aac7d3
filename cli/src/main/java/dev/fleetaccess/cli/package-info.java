/** The command line: {@code ./fleet}. May import {@code dev.fleetaccess} and the local parts. */
package dev.fleetaccess.cli;
