/**
 * One port for every service: routing by credential scope, authorization, error formats. Imports
 * {@code wire} alone.
 */
package dev.fleetaccess.local.endpoint;
