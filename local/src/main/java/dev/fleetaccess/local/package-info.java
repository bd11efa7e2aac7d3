/**
 * The functions and everything around them on one machine. Puts the parts of the packages below
 * together; may import all of them.
 */
package dev.fleetaccess.local;
