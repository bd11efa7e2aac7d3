/**
 * The role repository: a real git repository behind git's own protocol and CodeCommit's. Imports
 * {@code endpoint}, {@code blueprint}, {@code events}.
 */
package dev.fleetaccess.local.repository;
