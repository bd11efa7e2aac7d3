/**
 * The proof: as the hub role, enter the spoke and read, the way the real client does. What a broken
 * chain means is decided by pure code. May import {@code fleet}, {@code release}, {@code guard},
 * {@code trigger}, {@code plan}, {@code reconcile}.
 */
package dev.fleetaccess.proof;
