/**
 * Why now: an event becomes a trigger. Pure. May import {@code fleet}, {@code release} and {@code
 * guard}.
 */
package dev.fleetaccess.trigger;
