/**
 * Who: accounts, the organization they belong to, how an account is entered, and what can fail on
 * the way. Imports nothing of the project.
 */
package dev.fleetaccess.fleet;
