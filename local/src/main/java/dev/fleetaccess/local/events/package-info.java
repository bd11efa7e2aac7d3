/**
 * EventBridge's default bus with the rules of the template. Imports {@code endpoint}, {@code
 * blueprint}.
 */
package dev.fleetaccess.local.events;
