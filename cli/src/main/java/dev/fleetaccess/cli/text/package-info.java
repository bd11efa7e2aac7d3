/** How things are said to people, whatever they are written on. Imports the core's nouns alone. */
package dev.fleetaccess.cli.text;
