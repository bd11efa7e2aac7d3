/**
 * CloudFormation's template language: JSON and YAML, parameters, conditions, intrinsic functions.
 * Imports {@code sim.base}.
 */
package dev.fleetaccess.local.sim.template;
