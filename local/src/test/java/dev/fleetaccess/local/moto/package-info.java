/**
 * The port contracts on {@code moto_server}, which nobody here wrote, where it is on this machine:
 * an independent opinion on what the adapters say to AWS. Which rows it runs stands in {@code
 * rows.txt}, with the reason for each that it does not.
 */
package dev.fleetaccess.local.moto;
