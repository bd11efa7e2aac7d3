/**
 * Said to people: what a trigger came to, and what a rollout came to. Pure. May import what stands
 * above it.
 */
package dev.fleetaccess.report;
