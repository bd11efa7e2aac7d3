/**
 * Whether: a release examined before it may go anywhere, one small class a rule. Pure. May import
 * {@code fleet} and {@code release}.
 */
package dev.fleetaccess.guard;
