/**
 * What happened: rollouts, their items, and what every account has. May import what stands above
 * it: {@code fleet}, {@code release}, {@code guard}, {@code trigger}, {@code plan}, {@code
 * reconcile}, {@code proof}.
 */
package dev.fleetaccess.ledger;
