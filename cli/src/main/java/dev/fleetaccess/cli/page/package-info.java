/**
 * The report as one HTML file that needs nothing beside itself: pure. Imports the core's nouns and
 * {@code dev.fleetaccess.cli.text}.
 */
package dev.fleetaccess.cli.page;
