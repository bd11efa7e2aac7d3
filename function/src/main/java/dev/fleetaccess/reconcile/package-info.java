/**
 * How: one stack in one account is looked at, its state named, an action decided, one step taken.
 * May import what stands above it: {@code fleet}, {@code release}, {@code guard}, {@code trigger},
 * {@code plan}.
 */
package dev.fleetaccess.reconcile;
