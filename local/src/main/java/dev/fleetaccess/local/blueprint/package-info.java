/**
 * What the synthesized CloudFormation template deploys, as plain records. Imports {@code endpoint}
 * for places and JSON.
 */
package dev.fleetaccess.local.blueprint;
