/**
 * CloudFormation: stacks and change sets, whose phases pass in the model's time. Imports {@code
 * sim.base}, {@code sim.policy}, {@code sim.iam}, {@code sim.sts} and {@code sim.template}.
 */
package dev.fleetaccess.local.sim.stack;
