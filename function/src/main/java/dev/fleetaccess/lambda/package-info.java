/**
 * The doors: two Lambda handlers, the settings they are deployed with, and the one place where
 * everything is put together. The only package with a Lambda type, with environment, clock, chance
 * and threads. May import everything above it.
 */
package dev.fleetaccess.lambda;
